"""Equal shares with bounded overspending (BOS): a project may be bought by supporters who hold a part of its cost.

Papasotiropoulos, Pishbin, Skibski, Skowron and Wąs, "Method of Equal Shares with Bounded Overspending" (2024, arXiv
2409.15005). In each round, among the projects that still fit the budget, the one with the smallest ρ/α is bought, where
its supporters could pay the part α of it at the rate ρ: α·cost = Σ min(money, α·ρ·utility), 0 < α ≤ 1. They then pay
the whole of it at that rate, min(money, ρ·utility); what they lack is the overspending.
"""

from fractions import Fraction
from typing import NamedTuple

from voting.allocation.equal_shares import Voters
from voting.allocation.method import Method
from voting.allocation.outcome import EXCLUDED, SELECTED, TOO_DEAR, UNSUPPORTED, Allocation, Contest, Step, Tie
from voting.profile import Profile


class Offer(NamedTuple):
    """The best terms of a project: its merit ρ/α, the rate ρ, the part α."""

    merit: Fraction
    rate: Fraction
    part: Fraction


def bounded_overspending(profile: Profile, contest: Contest, method: Method) -> Allocation:
    """Buy on the best terms until nothing that has a supporter with money fits."""
    if not profile.voters:
        return Allocation(
            (), 0, tuple(_step(profile, contest, one, contest.budget, UNSUPPORTED) for one in contest.order)
        )
    voters = Voters(profile, contest, method, Fraction(contest.budget, profile.voters))
    left, ties = contest.budget, list[Tie]()
    steps: dict[str, Step] = {}
    while offers := _offers(voters, contest, left, steps):
        best = min(offers.values())
        level = [one for one, offer in offers.items() if offer.merit == best.merit]
        one, cost = level[0], contest.prices[level[0]].least
        if len(level) > 1:
            ties.append(Tie(None, tuple(level), None))
        voters.pay(one, offers[one].rate)
        contest.limits.take(one, cost)
        steps[one] = _step(profile, contest, one, left, SELECTED, offers[one])
        left -= cost
    for one in contest.order:
        if one not in steps:
            cost = contest.prices[one].least
            backed = any(voters.left[at] for at, _points in profile.supporters[one])
            fate = TOO_DEAR if backed and cost > left else UNSUPPORTED
            steps[one] = _step(profile, contest, one, left, contest.limits.refuses(one, cost) or fate)
    winners = tuple(one for one, step in steps.items() if step.outcome == SELECTED)
    return Allocation(winners, contest.budget - left, tuple(steps.values()), tuple(ties))


def _offers(voters: Voters, contest: Contest, left: int, steps: dict[str, Step]) -> dict[str, Offer]:
    """What each project that may still win offers, in the order that settles ties."""
    found = {}
    for one in contest.order:
        if one in steps or contest.prices[one].least > left or contest.limits.refuses(one, contest.prices[one].least):
            continue
        offer = _offer(voters, one)
        if offer is not None:
            found[one] = offer
    return found


def _offer(voters: Voters, one: str) -> Offer | None:
    """The best terms, exactly.

    With x = α·ρ, supporters pay S(x) = Σ min(money, x·utility) = α·cost, and ρ/α = x·cost²/S(x)². On each
    straight piece of S that first rises and then falls, so the best x is a corner of S, or where S reaches the cost.
    """
    cost, unit = voters.costs[one], voters.unit[one]
    if not cost:
        return Offer(Fraction(0), Fraction(0), Fraction(1)) if voters.profile.supporters[one] else None
    best: Offer | None = None
    paid, slope = (
        Fraction(0),
        sum(points * voters.profile.times[at] for at, points in voters.profile.supporters[one]) * unit,
    )
    for ratio, at, points in voters.poorest_first(one):
        corner = ratio / unit
        if paid + slope * corner >= cost:
            return _better(best, (cost - paid) / slope, Fraction(cost), cost)
        if corner:
            best = _better(best, corner, paid + slope * corner, cost)
        paid += voters.left[at] * voters.profile.times[at]
        slope -= points * voters.profile.times[at] * unit
    return best


def _better(best: Offer | None, x: Fraction, paid: Fraction, cost: int) -> Offer:
    part = paid / cost
    offer = Offer(x / part / part, x / part, part)
    return offer if best is None or offer < best else best


def _step(profile: Profile, contest: Contest, one: str, left: int, outcome: str, offer: Offer | None = None) -> Step:
    cost, votes, backers = contest.prices[one].least, profile.tally.votes[one], profile.tally.supporters[one]
    if offer is not None:
        figures = {"backers": backers, "percent": int(100 * offer.part)}
        return Step(
            one, 0, votes, cost, cost, left, SELECTED, cost, "overspent" if offer.part < 1 else "covered", figures
        )
    reason = {UNSUPPORTED: "no_money_behind", TOO_DEAR: "ended_too_dear"}.get(outcome, "")
    rivals = {"rivals": "\n".join(contest.limits.rivals(one))} if outcome == EXCLUDED else {}
    return Step(one, 0, votes, cost, cost, left, outcome, 0, reason, {"backers": backers, **rivals})
