"""Phragmén's loads with the voters in arrays: the same, to the last tie, as the plain ones of
`voting.allocation.phragmen`.

Everybody who paid in a purchase then bears the same load, so a voter's load is the number of its last purchase, and the
exact load of a project's supporters is a count for each purchase. Floats only tell which projects need not be looked
at.
"""

from collections.abc import Sequence
from fractions import Fraction
from heapq import heapify, heappop

import numpy as np

from voting.allocation.outcome import Contest
from voting.allocation.phragmen import PlainLoads
from voting.fast.columns import Longs
from voting.fast.money import SUM, UNIT
from voting.fast.profile import ArrayProfile
from voting.profile import Profile


class ArrayLoads:
    """`load`: what each row has paid for, a float at most `error` (relative) away; `last`: its last purchase (1…)."""

    def __new__(cls, profile: Profile, contest: Contest) -> "ArrayLoads | PlainLoads":  # type: ignore[misc]
        """The plain loads for a plain profile."""
        return super().__new__(cls) if isinstance(profile, ArrayProfile) else PlainLoads(profile, contest)

    def __init__(self, profile: ArrayProfile, contest: Contest) -> None:
        self.rows, self.place = profile.rows, profile.place
        self.backers = profile.tally.supporters
        self.cost = {one: contest.prices[one].least for one in contest.order}
        self.load = np.zeros(self.rows.count)
        self.last = np.zeros(self.rows.count, np.int16)
        self.error = 0.0
        self.bound = dict.fromkeys(contest.order, 0.0)
        self.known: dict[str, float] = {}
        # For each purchase: its cost, its supporters, how many of them bore the load of each earlier one.
        self.bought: list[tuple[int, int, Longs]] = []
        self.instants: list[Fraction] = [Fraction(0)]

    def first(self, waiting: Sequence[str]) -> list[str]:
        """The projects whose supporters can pay first, in their order."""
        queue = [(self.bound[one], at) for at, one in enumerate(waiting)]
        heapify(queue)
        found: dict[int, float] = {}
        limit = np.inf
        while queue and queue[0][0] <= limit:
            _bound, at = heappop(queue)
            found[at] = self.known[waiting[at]] = self._instant(waiting[at])
            self.bound[waiting[at]] = found[at] * (1 - self._wrong())
            limit = min(limit, found[at] * (1 + self._wrong()))
        level = [at for at in sorted(found) if self.bound[waiting[at]] <= limit]
        if len(level) > 1:
            exact = {at: self._exactly(waiting[at]) for at in level}
            least = min(exact.values())
            level = [at for at in level if exact[at] == least]
        return [waiting[at] for at in level]

    def _wrong(self) -> float:
        """How far a computed instant may be from the truth, relatively."""
        return self.error + SUM + 8 * UNIT

    def _instant(self, one: str) -> float:
        at = self.place[one]
        here, heavy = self.load.take(self.rows.of[at], mode="clip"), self.rows.heavy
        paid = float(np.add.reduce(here if heavy is None else here * heavy[at]))
        return (self.cost[one] + paid) / self.backers[one]

    def buy(self, one: str) -> int:
        """All who support it have spent what they earned until now; how much that is, in whole cents."""
        of, instant = self.rows.of[self.place[one]], self.known[one]
        wrong = self._wrong()
        self.bought.append((self.cost[one], self.backers[one], self._counts(one)))
        self.load[of], self.last[of] = instant, len(self.bought)
        self.error = wrong
        low, high = int(instant * (1 - wrong)), int(instant * (1 + wrong))
        return low if low == high else int(self._until(len(self.bought)))

    def _counts(self, one: str) -> Longs:
        """How many supporters last paid in each purchase."""
        at = self.place[one]
        weight = None if self.rows.weight is None else self.rows.weight[at]
        counts = np.bincount(self.last[self.rows.of[at]], weight, len(self.bought) + 1)
        return counts.astype(np.int64)

    def _exactly(self, one: str) -> Fraction:
        return self._of(self.cost[one], self.backers[one], self._counts(one))

    def _of(self, cost: int, backers: int, counts: Longs) -> Fraction:
        paid = [count * self._until(at) for at, count in enumerate(counts.tolist()) if count and at]
        return (cost + sum(paid, Fraction(0))) / Fraction(backers)

    def _until(self, at: int) -> Fraction:
        """The exact instant of a purchase."""
        while len(self.instants) <= at:
            self.instants.append(self._of(*self.bought[len(self.instants) - 1]))
        return self.instants[at]
