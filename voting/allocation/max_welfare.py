"""Maximum welfare: the set of projects within the budget that satisfies the voters most, exactly.

A knapsack problem. Partial sets are extended project by project; of two with the same place left under the limits, the
one that costs more and is worth no more is dropped (Nemhauser and Ullmann 1969), and so is any that could not reach the
best set found even if the rest could be bought by the slice.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from voting.allocation.method import Method
from voting.allocation.outcome import OUTWEIGHED, SELECTED, Allocation, Contest, Step, Tie
from voting.profile import Profile


class _Set(NamedTuple):
    """A partial set: worth, cost, members as bits (the first of `order` is the highest), and a set level with it."""

    worth: int
    cost: int
    bits: int
    level: int

    def better(self, other: "_Set") -> bool:
        """Worth more; else cheaper; else the first in the order that settles ties."""
        return (self.worth, -self.cost, self.bits) > (other.worth, -other.cost, other.bits)


@dataclass(frozen=True)
class _Item:
    id: str
    cost: int
    worth: int
    bit: int


def max_welfare(profile: Profile, contest: Contest, method: Method) -> Allocation:
    """The set worth most: the sum over its projects of votes × cost (utility "cost": cents spent as voters wish) or of
    votes ("cardinality"). Of equal sets the cheapest wins, then the first in the order that settles ties."""
    items = _items(profile, contest, method)
    best = _search(items, contest)
    chosen = [item.id for item in sorted(items, key=lambda item: -item.bit) if item.bit & best.bits]
    ranked = sorted(chosen, key=lambda one: -profile.tally.votes[one])
    steps, left = [], contest.budget
    for one in ranked:
        cost = contest.prices[one].least
        contest.limits.take(one, cost)
        steps.append(_step(profile, contest, one, left, SELECTED))
        left -= cost
    steps += [_step(profile, contest, one, left, OUTWEIGHED) for one in contest.order if one not in chosen]
    return Allocation(tuple(ranked), contest.budget - left, tuple(steps), _ties(items, best))


def _items(profile: Profile, contest: Contest, method: Method) -> list[_Item]:
    """What may be chosen, the best value for money first (equal ones in the order that settles ties)."""
    found = []
    for place, one in enumerate(reversed(contest.order)):
        cost, votes = contest.prices[one].least, profile.tally.votes[one]
        worth = votes * cost if method.utility == "cost" else votes
        if votes > 0 and cost <= contest.budget:
            found.append(_Item(one, cost, worth, 1 << place))
    return sorted(found, key=lambda item: (item.cost > 0, _per_cent(item, found), -item.bit))


def _per_cent(item: _Item, items: Sequence[_Item]) -> int:
    """Minus the worth of a cent, on a scale fine enough to tell any two projects apart."""
    scale = max((other.cost for other in items), default=1) ** 2 + 1
    return -(item.worth * scale // max(1, item.cost))


def _search(items: Sequence[_Item], contest: Contest) -> _Set:
    costs = list(accumulate((item.cost for item in items), initial=0))
    worths = list(accumulate((item.worth for item in items), initial=0))

    def reach(part: _Set, at: int) -> int:
        """The most a partial set can be worth with the items from `at` on, the last one bought by the slice."""
        room = costs[at] + contest.budget - part.cost
        last = bisect_right(costs, room) - 1
        whole = part.worth + worths[last] - worths[at]
        if last == len(items):
            return whole
        item = items[last]
        return whole + item.worth * (room - costs[last]) // max(1, item.cost)

    best = _Set(0, 0, 0, 0)
    parts: dict[tuple[int, ...], list[_Set]] = {(): [best]}
    for at, item in enumerate(items):
        grown: dict[tuple[int, ...], list[_Set]] = {}
        for sign, front in parts.items():
            for part in front:
                if reach(part, at) < best.worth:
                    continue
                grown.setdefault(sign, []).append(part)
                more = _with(part, sign, item, items, contest)
                if more is not None:
                    grown.setdefault(more[0], []).append(more[1])
                    best = more[1] if more[1].better(best) else best
        parts = {sign: _frontier(front) for sign, front in grown.items()}
    return _best([part for front in parts.values() for part in front])


def _best(parts: Sequence[_Set]) -> _Set:
    """The best of all, with a set level with it when there is one."""
    best = max(parts, key=lambda p: (p.worth, -p.cost, p.bits))
    level = (p.bits for p in parts if (p.worth, p.cost) == (best.worth, best.cost) and p.bits != best.bits)
    return best._replace(level=best.level or next(level, 0))


def _with(
    part: _Set, sign: tuple[int, ...], item: _Item, items: Sequence[_Item], contest: Contest
) -> tuple[tuple[int, ...], _Set] | None:
    """The set with one project more and what it uses of the limits; None when it does not fit."""
    if part.cost + item.cost > contest.budget:
        return None
    if contest.limits.any:
        trial = contest.limits.fork()
        for other in items:
            if other.bit & part.bits:
                trial.take(other.id, other.cost)
        if trial.blocked(item.id) or trial.room(item.id, item.cost) < item.cost:
            return None
        trial.take(item.id, item.cost)
        sign = trial.used()
    return sign, _Set(
        part.worth + item.worth, part.cost + item.cost, part.bits | item.bit, part.level and part.level | item.bit
    )


def _frontier(front: list[_Set]) -> list[_Set]:
    """Without the sets another one beats: no dearer, worth no less. Equal ones: the first by the order, told apart."""
    kept: list[_Set] = []
    for part in sorted(front, key=lambda p: (p.cost, -p.worth, -p.bits)):
        if not kept or part.worth > kept[-1].worth:
            kept.append(part)
        elif (part.cost, part.worth) == (kept[-1].cost, kept[-1].worth) and not kept[-1].level:
            kept[-1] = kept[-1]._replace(level=part.bits)
    return kept


def _step(profile: Profile, contest: Contest, one: str, left: int, outcome: str) -> Step:
    cost, votes = contest.prices[one].least, profile.tally.votes[one]
    paid, reason = (cost, "in_best_set") if outcome == SELECTED else (0, "")
    return Step(one, 0, votes, cost, cost, left, outcome, paid, reason)


def _ties(items: Sequence[_Item], best: _Set) -> tuple[Tie, ...]:
    """The projects that are in one of two sets level with each other and not in the other."""
    if not best.level:
        return ()
    apart = best.level ^ best.bits
    ids = tuple(item.id for item in sorted(items, key=lambda item: -item.bit) if item.bit & apart)
    return (Tie(None, ids, True),) if len(ids) > 1 else ()  # alone: free and worth nothing, in or out
