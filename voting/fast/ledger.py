"""The exact side of fast equal shares: what was bought, at which rational price, what rows hold exactly.

Nothing here runs for each voter of each round: prices are made rational only when two things lie too close for floats.
"""

from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from voting.fast.columns import Ints
from voting.fast.rows import Rows


@dataclass
class Purchase:
    """A project bought. `rate`: what a point costs, exactly; until somebody asks, how to compute it:

    (cost - what the `poor` rows held) / `rich`, the points of the rows that paid the full rate.
    """

    place: int
    cost: int
    poor: Ints
    rich: int
    rate: Fraction | None = None


@dataclass
class Ledger:
    """The purchases in order. A row that still holds money has paid the full rate of each purchase it took part in."""

    rows: Rows
    share: Fraction
    purchases: list[Purchase] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._mark = np.zeros(self.rows.count, bool)

    def rate(self, at: int) -> Fraction:
        """The exact rate of a purchase. The earlier ones are made exact first, in order: no deep recursion."""
        for place in range(at + 1):
            one = self.purchases[place]
            if one.rate is None:
                one.rate = (one.cost - self.held(one.poor, place)) / one.rich
        found = self.purchases[at].rate
        assert found is not None  # noqa: S101  (just computed)
        return found

    def held(self, rows: Ints, before: int | None = None) -> Fraction:
        """What these rows, all with money, held together before a purchase (None: now), exactly."""
        last = len(self.purchases) if before is None else before
        if not len(rows):
            return Fraction(0)
        times = len(rows) if self.rows.times is None else int(self.rows.times[rows].sum())
        total = self.share * times
        if last:
            self._mark[rows] = True
            paid = [self._points(self.purchases[at].place) for at in range(last)]
            self._mark[rows] = False
            total -= sum((points * self.rate(at) for at, points in enumerate(paid) if points), Fraction(0))
        return total

    def _points(self, place: int) -> int:
        """The points the marked rows give a project."""
        marked = self._mark[self.rows.of[place]]
        slope = self.rows.slope
        return int(np.count_nonzero(marked)) if slope is None else int(slope[place][marked].sum())

    def balances(self, rows: Ints) -> list[tuple[Fraction, Ints]]:
        """The rows (with money) by what each holds exactly, the poorest first."""
        if not self.purchases:
            return [(self.share, rows)]
        history = np.zeros((len(rows), len(self.purchases)), np.int64)
        inside = np.full(self.rows.count, -1, np.int32)
        inside[rows] = np.arange(len(rows), dtype=np.int32)
        for at, one in enumerate(self.purchases):
            found = inside[self.rows.of[one.place]]
            here = found >= 0
            history[found[here], at] = 1 if self.rows.points is None else self.rows.points[one.place][here]
        alike, kind = np.unique(history, axis=0, return_inverse=True)
        kind = kind.reshape(-1)
        found_at: dict[Fraction, list[Ints]] = {}
        for number, points in enumerate(alike.tolist()):
            paid = sum((each * self.rate(at) for at, each in enumerate(points) if each), Fraction(0))
            found_at.setdefault(self.share - paid, []).append(rows[kind == number])
        return [(balance, np.concatenate(found_at[balance])) for balance in sorted(found_at)]
