"""The Method of Equal Shares, plainly: exact fractions, nothing clever. `voting.fast` gives the same, faster.

Peters, Pierczyński and Skowron, "Proportional Participatory Budgeting with Additive Utilities" (NeurIPS 2021,
arXiv 2008.13276). The money is first shared out equally among the voters. A project is bought by its supporters, each
paying ρ for each unit of utility it draws, or all it has left if that is less; the smallest ρ is bought first.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from heapq import heapify, heappop, heappush
from typing import Protocol

from voting.allocation.method import Method
from voting.allocation.outcome import Contest, Tie
from voting.profile import Profile


class Accounts(Protocol):
    """What the voters paid and still hold, in whole cents (rounded down), for the sentences."""

    def most_paid(self, one: str) -> int:
        """The most one voter paid for a project that was bought."""
        ...

    def behind(self, one: str) -> int:
        """What the supporters of a project have left together."""
        ...


@dataclass
class Purchases:
    """What the voters bought, in order, starting from `share` cents each.

    `blocked`: the projects quotas and exclusions refused, and why. `ties`: the projects level at a purchase.
    """

    share: Fraction
    accounts: Accounts | None = None
    bought: list[str] = field(default_factory=list)
    blocked: dict[str, str] = field(default_factory=dict)
    ties: list[Tie] = field(default_factory=list)


def buy(profile: Profile, contest: Contest, method: Method, share: Fraction) -> Purchases:
    """Let every voter spend `share` cents together with the others. `contest.limits` is told each purchase."""
    voters = Voters(profile, contest, method, share)
    done = Purchases(share, voters)
    place = {one: at for at, one in enumerate(contest.order)}
    # The price never falls while money is spent, so the last one computed is a lower bound (lazy evaluation).
    waiting = [(Fraction(0), place[one], one) for one in contest.order]
    heapify(waiting)
    while waiting:
        level: list[tuple[Fraction, int, str]] = []  # evaluated, not dearer than the best so far
        while waiting and (not level or waiting[0][0] <= level[0][0]):
            _bound, at, one = heappop(waiting)
            if contest.limits.refuses(one, contest.prices[one].least):
                continue
            rate = voters.rate(one)
            if rate is None:
                continue
            level.append((rate, at, one))
            level.sort()
        if not level:
            break
        rate, _at, best = level[0]
        equal = [one for other, _, one in level if other == rate]
        if len(equal) > 1:
            done.ties.append(Tie(None, tuple(equal), None))
        for dearer in level[1:]:
            heappush(waiting, dearer)
        voters.pay(best, rate)
        done.bought.append(best)
        contest.limits.take(best, contest.prices[best].least)
    done.blocked = refused(contest, done)
    return done


def buy_each(profile: Profile, contest: Contest, method: Method, shares: Iterable[Fraction]) -> Iterator[Purchases]:
    """The purchases at each share, each from the same start. A faster way may leave `accounts` out where many follow
    one another; those of one share alone are always whole.
    """
    for share in shares:
        yield buy(profile, replace(contest, limits=contest.limits.fork()), method, share)


def refused(contest: Contest, done: Purchases) -> dict[str, str]:
    """The projects not bought that quotas and exclusions refuse at the end, and why."""
    others = [one for one in contest.order if one not in done.bought]
    reasons = {one: contest.limits.refuses(one, contest.prices[one].least) for one in others}
    return {one: reason for one, reason in reasons.items() if reason is not None}


class Voters:
    """The money of each group of identical voters."""

    def __init__(self, profile: Profile, contest: Contest, method: Method, share: Fraction) -> None:
        self.profile = profile
        self.left: list[Fraction] = [share] * len(profile.times)
        self.paid: dict[str, int] = {}
        self.costs: Mapping[str, int] = {one: price.least for one, price in contest.prices.items()}
        # Cost utility: each point is worth the cost of the project.
        self.unit = {one: cost if method.utility == "cost" else 1 for one, cost in self.costs.items()}

    def rate(self, one: str) -> Fraction | None:
        """ρ: the cents each unit of utility costs the supporters; None when they cannot pay. What is free costs 0."""
        due: Fraction = Fraction(self.costs[one])
        if not due:
            return Fraction(0) if self.profile.supporters[one] else None
        weight = sum(points * self.profile.times[at] for at, points in self.profile.supporters[one])
        for ratio, at, points in self.poorest_first(one):
            if due <= ratio * weight:
                break
            due -= self.left[at] * self.profile.times[at]
            weight -= points * self.profile.times[at]
        return due / weight / self.unit[one] if weight else None

    def poorest_first(self, one: str) -> Sequence[tuple[Fraction, int, int]]:
        """(money per point, place, points) of each group that supports a project, those that run out first in front."""
        return sorted((self.left[at] / points, at, points) for at, points in self.profile.supporters[one])

    def pay(self, one: str, rate: Fraction) -> None:
        """Take the money of the purchase."""
        most = Fraction(0)
        for at, points in self.profile.supporters[one]:
            paid = min(self.left[at], rate * points * self.unit[one])
            self.left[at] -= paid
            most = max(most, paid)
        self.paid[one] = int(most)

    def most_paid(self, one: str) -> int:
        """The most one voter paid for a project that was bought, in whole cents."""
        return self.paid[one]

    def behind(self, one: str) -> int:
        """What the supporters of a project have left together, in whole cents."""
        return int(sum(self.left[at] * self.profile.times[at] for at, _ in self.profile.supporters[one]))
