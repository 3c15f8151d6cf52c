"""Sequential Phragmén, plainly: exact fractions. `voting.fast` gives the same, faster.

Every voter earns money at the same steady pace; a project is bought as soon as its supporters together hold its cost, and
then they hold nothing. Said the other way: each purchase is a load its supporters share so that the highest load stays as
low as possible (Brill, Freeman, Janson and Lackner 2017; with costs: Los, Christoff and Grossi 2022).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from voting.allocation.method import Method
from voting.allocation.outcome import SELECTED, STOPPED, TOO_DEAR, Allocation, Contest, Step, Tie
from voting.profile import Profile


@dataclass
class Loads:
    """The load of each group of identical voters, and the instants (cents earned each) of the purchases."""

    profile: Profile
    loads: list[Fraction] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.loads = [Fraction(0)] * len(self.profile.times)

    def instant(self, one: str, cost: int) -> Fraction:
        """When the supporters hold the cost together. They are at least one."""
        backers = self.profile.supporters[one]
        earlier = sum((self.loads[at] * self.profile.times[at] for at, _ in backers), Fraction(0))
        return (cost + earlier) / sum(self.profile.times[at] for at, _ in backers)

    def buy(self, one: str, instant: Fraction) -> None:
        """All who support it have spent what they earned until now."""
        for at, _points in self.profile.supporters[one]:
            self.loads[at] = instant


def phragmen(profile: Profile, contest: Contest, method: Method, *, loads: type[Loads] = Loads) -> Allocation:
    """Buy the project whose supporters can pay first, again and again.

    With `at_limit` "stop", the selection ends when a project that can be paid first no longer fits the money left (as
    in pabutools); with "skip" that project is left out and the others go on. Points do not matter, only who supports.
    """
    state, left = loads(profile), contest.budget
    waiting = [one for one in contest.order if profile.tally.supporters[one]]
    steps: dict[str, Step] = {}
    ties: list[Tie] = []
    while waiting:
        waiting, refused = _still_allowed(waiting, contest, profile, left)
        steps |= refused
        if not waiting:
            break
        instants = {one: state.instant(one, contest.prices[one].least) for one in waiting}
        first = min(instants.values())
        level = [one for one in waiting if instants[one] == first]
        dear = [one for one in level if contest.prices[one].least > left]
        if dear and method.at_limit == "stop":
            steps |= {one: _step(profile, contest, one, left, TOO_DEAR) for one in dear}
            break
        if dear:
            steps |= {one: _step(profile, contest, one, left, TOO_DEAR) for one in dear}
            waiting = [one for one in waiting if one not in dear]
            continue
        if len(level) > 1:
            ties.append(Tie(None, tuple(level), None))
        best = level[0]
        state.buy(best, first)
        cost = contest.prices[best].least
        contest.limits.take(best, cost)
        steps[best] = _step(profile, contest, best, left, SELECTED, int(first))
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
