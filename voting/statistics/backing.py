"""Effective support under equal shares: how much of its cost a project's supporters could ever have paid.

The voters' money is first shared out equally. Before each purchase, each project not bought yet is offered the price
at which that purchase is made (ρ for each unit of utility): what its supporters could then pay, over its cost; and
once nothing can be bought, all they have left, over its cost. The largest of these is its effective support: 1 for a
winner, less for the others, so that 9/10 reads "a tenth was missing". It looks at the ballots alone: the whole
budget, no completion, no constraint, whatever rule counts. After `calculate_effective_support` of pabutools, but with
the money held before the purchase, and identical ballots counted as many times as they are.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from voting.allocation import Contest, Method
from voting.constraints import Limits
from voting.election import Election
from voting.result import field_of
from voting.statistics.purse import Money
from voting.urn import Urn

ALL, NONE = Fraction(1), Fraction(0)


def effective_support(election: Election, urn: Urn) -> dict[str, Fraction]:
    """Project -> from 0 to 1, in the order of the candidates; withdrawn projects are left out."""
    field, method = field_of(election), Method("equal-shares", utility=election.rules.method.utility)
    order = [one for one in field.order if one in field.prices]
    limits = Limits({candidate.id: candidate for candidate in election.candidates})
    contest = Contest({one: field.prices[one] for one in order}, election.rules.budget, order, limits)
    costs = {c.id: field.prices[c.id].least for c in election.candidates if c.id in field.prices}
    if not urn.profile.voters:
        return dict.fromkeys(costs, NONE)
    bought = urn.rules["equal-shares"](urn.profile, contest, method).winners
    units = costs if method.utility == "cost" else dict.fromkeys(costs, 1)
    money = Money.of(urn.profile.groups, bought, Fraction(contest.budget, urn.profile.voters))
    best = _best_offers(money, bought, costs, units)
    return {one: ALL if one in bought else min(ALL, best[one] / cost) if cost else NONE for one, cost in costs.items()}


def _best_offers(
    money: Money, bought: Sequence[str], costs: Mapping[str, int], units: Mapping[str, int]
) -> dict[str, Fraction]:
    """The most the supporters of each project not bought could pay, in cents, over all the rounds.

    The rounds where that may be are found on rounded amounts, then worked out exactly: nearly always a single one.
    """
    others = [one for one, cost in costs.items() if cost and one not in bought]
    prices: list[Fraction] = []
    seen: dict[str, list[tuple[int, int]]] = {one: [] for one in others}
    start = money.copy()
    for one in bought:
        prices.append(money.price(one, costs[one]))
        for other in others:
            seen[other].append(money.between(other, _rate(prices[-1], units[one], units[other])))
        money.pay(one, prices[-1])
    for other in others:
        seen[other].append(money.between(other, None))
    return _exactly(start, [*zip(bought, prices, strict=True)], units, seen)


def _exactly(
    money: Money, purchases: Sequence[tuple[str, Fraction]], units: Mapping[str, int],
    seen: Mapping[str, list[tuple[int, int]]],
) -> dict[str, Fraction]:  # fmt: skip
    best = dict.fromkeys(seen, NONE)
    least = {other: max(low for low, _ in bounds) for other, bounds in seen.items()}
    for at, (one, price) in enumerate([*purchases, ("", None)]):
        for other, bounds in seen.items():
            if bounds[at][1] >= least[other]:
                each = None if price is None else _rate(price, units[one], units[other])
                best[other] = max(best[other], money.offer(other, each))
        if price is not None:
            money.pay(one, price)
    return best


def _rate(price: Fraction, unit: int, other: int) -> Fraction:
    """Cents a point of one project when a point of the one bought costs `price`; what was free makes all free."""
    return price * other / unit if unit else NONE
