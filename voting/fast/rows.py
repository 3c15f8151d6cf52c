"""The supporters of each project as arrays: which rows, how many points each, how many voters a row stands for."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voting.fast.alike import same_ballots
from voting.fast.by_project import ByProject
from voting.fast.columns import BallotColumns, Ints, Longs

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Rows:
    """`of[c]`: the rows that support project c, ascending; `points[c]`: what each gives it (None: one each).

    A row is a voter, or all voters of one same ballot: `times` says how many then (None: one each).
    """

    of: tuple[Ints, ...]
    points: tuple[Longs, ...] | None
    times: Longs | None
    ballots: int

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self.ballots if self.times is None else len(self.times)

    @cached_property
    def weight(self) -> tuple[Longs, ...] | None:
        """How many voters each supporting row stands for."""
        return None if self.times is None else tuple(self.times[rows] for rows in self.of)

    @cached_property
    def slope(self) -> tuple[Longs, ...] | None:
        """Points times voters of each supporting row; None when each row is one voter giving one point."""
        if self.weight is None:
            return self.points
        if self.points is None:
            return self.weight
        return tuple(points * weight for points, weight in zip(self.points, self.weight, strict=True))

    @cached_property
    def heavy(self) -> tuple[Floats, ...] | None:
        """`weight` as floats (exact: they are small whole numbers)."""
        return None if self.weight is None else tuple(weight.astype(np.float64) for weight in self.weight)

    @cached_property
    def steep(self) -> tuple[Floats, ...] | None:
        """`slope` as floats (exact)."""
        return None if self.slope is None else tuple(slope.astype(np.float64) for slope in self.slope)

    @cached_property
    def total(self) -> tuple[int, ...]:
        """All points a project receives."""
        if self.slope is None:
            return tuple(len(rows) for rows in self.of)
        return tuple(int(slope.sum()) for slope in self.slope)

    @cached_property
    def backers(self) -> tuple[int, ...]:
        """The voters who support a project."""
        if self.weight is None:
            return tuple(len(rows) for rows in self.of)
        return tuple(int(weight.sum()) for weight in self.weight)

    def points_of(self, place: int, which: NDArray[Any]) -> int:
        """The points that some of the supporting rows give a project (`which`: a mask over them, or their places)."""
        if self.slope is None:
            return int(np.count_nonzero(which)) if which.dtype == bool else len(which)
        return int(self.slope[place][which].sum())


def rows_of(columns: BallotColumns, by_project: ByProject) -> Rows:
    """The rows of valid ballots. `columns.mark` holds the points; those of zero or less support nobody."""
    of, points, times = by_project.of, by_project.mark, None
    if points is not None:
        of, points = _only(of, points, [mark > 0 for mark in points])
    if (found := same_ballots(columns, by_project)) is not None:
        first, times = found
        row = np.full(len(columns), -1, np.int32)
        row[first] = np.arange(len(first), dtype=np.int32)
        of = tuple(row[ballots] for ballots in of)
        of, points = _only(of, points, [rows >= 0 for rows in of])
    return Rows(of, points, times, len(columns))


def _only(
    of: tuple[Ints, ...], points: tuple[Longs, ...] | None, kept: Sequence[NDArray[np.bool_]]
) -> tuple[tuple[Ints, ...], tuple[Longs, ...] | None]:
    """The supporters that are kept, and their points."""
    fewer = tuple(rows[keep] for rows, keep in zip(of, kept, strict=True))
    return fewer, None if points is None else tuple(mark[keep] for mark, keep in zip(points, kept, strict=True))
