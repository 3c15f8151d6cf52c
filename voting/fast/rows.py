"""The supporters of each project as arrays: which rows, how many points each, how many voters a row stands for."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voting.fast.columns import BallotColumns, Ints, Longs

Floats = NDArray[np.float64]
FEW_DISTINCT = 0.6  # group identical ballots when a sample of them holds no more than this share of different ones
SAMPLE = 2_000


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


def rows_of(columns: BallotColumns) -> Rows:
    """The rows of valid ballots. `columns.mark` holds the points; those of zero or less support nobody."""
    length = np.diff(columns.start)
    project, points, times = columns.project, columns.mark, None
    voter = np.repeat(np.arange(len(length), dtype=np.int32), length)
    if points is not None:
        kept = points > 0
        project, voter, points = project[kept], voter[kept], points[kept]
    elif (found := _same(columns, voter)) is not None:
        first, times = found
        row = np.full(len(length), -1, np.int32)
        row[first] = np.arange(len(first), dtype=np.int32)
        voter = row[voter]
        project, voter = project[voter >= 0], voter[voter >= 0]
    order = np.argsort(project.astype(np.uint16) if len(columns.ids) < 1 << 16 else project, kind="stable")
    bounds = np.searchsorted(project[order], np.arange(len(columns.ids) + 1)).tolist()
    spans = list(zip(bounds, bounds[1:], strict=False))
    return Rows(
        _split(voter[order], spans), None if points is None else _split(points[order], spans), times, len(length)
    )


def _split(values: NDArray[Any], spans: Sequence[tuple[int, int]]) -> tuple[NDArray[Any], ...]:
    return tuple(values[first:last] for first, last in spans)


def _same(columns: BallotColumns, voter: Ints) -> tuple[Longs, Longs] | None:
    """One ballot of each kind and how many there are; None when most ballots differ.

    Ballots are sorted by a digest (the sum of a number drawn for each project). Equal digests are then compared bit by
    bit, so that a coincidence only means that nothing is grouped.
    """
    voters = len(columns)
    if not len(columns.project):
        return None
    drawn = np.random.default_rng(len(columns.ids)).integers(0, 1 << 64, len(columns.ids), np.uint64)
    digest = np.zeros(voters, np.uint64)
    filled = np.diff(columns.start) > 0
    digest[filled] = np.add.reduceat(drawn[columns.project], columns.start[:-1][filled])
    sample = digest[:: max(1, voters // SAMPLE)]
    if len(np.unique(sample)) > FEW_DISTINCT * len(sample):
        return None
    _values, first, kind, times = np.unique(digest, return_index=True, return_inverse=True, return_counts=True)
    bits = np.zeros((voters, -(-len(columns.ids) // 64)), np.uint64)
    word, bit = columns.project >> 6, np.uint64(1) << (columns.project & 63).astype(np.uint64)
    np.bitwise_or.at(bits, (voter, word), bit)
    if not np.array_equal(bits, bits[first][kind]):
        return None
    order = np.argsort(first)  # rows are numbered in the order of the ballots: those of a project then ascend
    return first[order], times[order]
