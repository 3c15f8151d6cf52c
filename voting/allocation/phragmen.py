"""Sequential Phragmén, plainly: exact fractions. `voting.fast` gives the same, faster.

Every voter earns money at the same steady pace; a project is bought as soon as its supporters together hold its cost,
and then they hold nothing. Said the other way: each purchase is a load its supporters share so that the highest load
stays as low as possible (Brill, Freeman, Janson and Lackner 2017; with costs: Los, Christoff and Grossi 2022).
"""

from collections.abc import Sequence
from fractions import Fraction
from heapq import heapify, heappop
from typing import Protocol

from voting.allocation.method import Method
from voting.allocation.outcome import SELECTED, STOPPED, TOO_DEAR, Allocation, Contest, Step, Tie
from voting.profile import Profile


class Loads(Protocol):
    """What the voters have paid for so far, seen from the projects that wait."""

    def __init__(self, profile: Profile, contest: Contest) -> None: ...

    def first(self, waiting: Sequence[str]) -> list[str]:
        """Of those that wait, the projects whose supporters can pay first, all at the same instant, in their order."""
        ...

    def buy(self, one: str) -> int:
        """Buy a project that comes first; how much every voter had earned then, in whole cents."""
        ...


class PlainLoads:
    """The load of each group of identical voters: the instant (cents earned each) at which it last paid."""

    def __init__(self, profile: Profile, contest: Contest) -> None:
        self.profile, self.contest = profile, contest
        self.loads = [Fraction(0)] * len(profile.times)
        self.instants = dict.fromkeys(contest.order, Fraction(0))  # they only grow: the last known is a lower bound

    def first(self, waiting: Sequence[str]) -> list[str]:
        """The projects whose supporters can pay first (lazily: bounds are only raised as far as needed)."""
        queue = [(self.instants[one], at) for at, one in enumerate(waiting)]
        heapify(queue)
        level: list[int] = []
        least: Fraction | None = None
        while queue and (least is None or queue[0][0] <= least):
            _bound, at = heappop(queue)
            instant = self.instants[waiting[at]] = self._instant(waiting[at])
            if least is None or instant < least:
                least, level = instant, [at]
            elif instant == least:
                level.append(at)
        return [waiting[at] for at in sorted(level)]

    def _instant(self, one: str) -> Fraction:
        """When the supporters (one at least) hold the cost together."""
        backers = self.profile.supporters[one]
        earlier = sum((self.loads[at] * self.profile.times[at] for at, _ in backers), Fraction(0))
        return (self.contest.prices[one].least + earlier) / sum(self.profile.times[at] for at, _ in backers)

    def buy(self, one: str) -> int:
        """All who support it have spent what they earned until now."""
        instant = self.instants[one]
        for at, _points in self.profile.supporters[one]:
            self.loads[at] = instant
        return int(instant)


def phragmen(profile: Profile, contest: Contest, method: Method, *, loads: type[Loads] = PlainLoads) -> Allocation:
    """Buy the project whose supporters can pay first, again and again.

    With `at_limit` "stop", the selection ends when a project that can be paid first no longer fits the money left (as
    in pabutools); with "skip" that project is left out and the others go on. Points do not matter, only who supports.
    """
    state, left = loads(profile, contest), contest.budget
    waiting = [one for one in contest.order if profile.tally.supporters[one]]
    steps: dict[str, Step] = {}
    ties: list[Tie] = []
    while waiting:
        waiting, refused = _still_allowed(waiting, contest, profile, left)
        steps |= refused
        level = state.first(waiting)
        dear = [one for one in level if contest.prices[one].least > left]
        steps |= {one: _step(profile, contest, one, left, TOO_DEAR) for one in dear}
        if not level or (dear and method.at_limit == "stop"):
            break
        if dear:
            waiting = [one for one in waiting if one not in dear]
            continue
        if len(level) > 1:
            ties.append(Tie(None, tuple(level), None))
        best, cost = level[0], contest.prices[level[0]].least
        steps[best] = _step(profile, contest, best, left, SELECTED, state.buy(best))
        contest.limits.take(best, cost)
        waiting.remove(best)
        left -= cost
    for one in contest.order:
        steps.setdefault(one, _step(profile, contest, one, left, STOPPED))
    winners = tuple(one for one, step in steps.items() if step.outcome == SELECTED)
    return Allocation(winners, contest.budget - left, tuple(steps.values()), tuple(ties))


def _still_allowed(
    waiting: Sequence[str], contest: Contest, profile: Profile, left: int
) -> tuple[list[str], dict[str, Step]]:
    """Those that quotas and exclusions let win, and the steps of the others."""
    if not contest.limits.any:
        return list(waiting), {}
    allowed, refused = [], {}
    for one in waiting:
        cost = contest.prices[one].least
        reason = contest.limits.refuses(one, cost)
        if reason is None:
            allowed.append(one)
        else:
            rivals = "\n".join(contest.limits.rivals(one))
            refused[one] = Step(one, 0, profile.tally.votes[one], cost, cost, left, reason, figures={"rivals": rivals})
    return allowed, refused


def _step(profile: Profile, contest: Contest, one: str, left: int, outcome: str, instant: int = 0) -> Step:
    cost, votes, backers = contest.prices[one].least, profile.tally.votes[one], profile.tally.supporters[one]
    if outcome == SELECTED:
        figures = {"backers": backers, "instant": instant}
        return Step(one, 0, votes, cost, cost, left, SELECTED, cost, "earned", figures)
    reason = f"phragmen_{outcome}"
    return Step(one, 0, votes, cost, cost, left, outcome, 0, reason, {"backers": backers})
