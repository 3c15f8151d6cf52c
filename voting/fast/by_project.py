"""Ballots turned round: for each project, the ballots that name it. Sorted piece by piece: little memory."""

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from voting.fast.columns import BallotColumns, Ints, Longs

Number = TypeVar("Number", np.int32, np.int64)
PIECE = 1 << 20  # entries sorted together


class ByProject(NamedTuple):
    """`of[c]`: the ballots that name project c, ascending; `mark[c]`: the number each gives it, if ballots hold
    numbers.

    `repeated`: the ballots that name a project twice.
    """

    of: tuple[Ints, ...]
    mark: tuple[Longs, ...] | None
    repeated: Longs


def by_project(columns: BallotColumns) -> ByProject:
    """Turn the ballots round."""
    pieces: list[tuple[Ints, Longs | None, list[int]]] = []
    repeated: list[Longs] = []
    first, ballots = 0, len(columns)
    while first < ballots:
        last = int(np.searchsorted(columns.start, columns.start[first] + PIECE, "right")) - 1
        last = min(max(last, first + 1), ballots)
        ballot, mark, bounds, twice = _sorted(columns, first, last)
        pieces.append((ballot, mark, bounds))
        repeated.append(twice)
        first = last
    projects = range(len(columns.ids))
    of = tuple(_joined([ballot[b[c] : b[c + 1]] for ballot, _, b in pieces], np.int32) for c in projects)
    marks = None
    if columns.mark is not None:
        marked = [(mark, bounds) for _, mark, bounds in pieces if mark is not None]
        marks = tuple(_joined([mark[b[c] : b[c + 1]] for mark, b in marked], np.int64) for c in projects)
    return ByProject(of, marks, _joined(repeated, np.int64))


def _joined(parts: Sequence[NDArray[Number]], kind: type[Number]) -> NDArray[Number]:
    if len(parts) == 1:
        return parts[0]
    return np.concatenate(parts) if parts else np.zeros(0, kind)


def _sorted(columns: BallotColumns, first: int, last: int) -> tuple[Ints, Longs | None, list[int], Longs]:
    """The ballots from `first` to `last`, entry by entry, sorted by project; where each project begins; repeats."""
    start = columns.start[first : last + 1]
    entries = slice(int(start[0]), int(start[-1]))
    project = columns.project[entries]
    short = project.astype(np.uint16) if len(columns.ids) < 1 << 16 else project  # sorted faster: by counting
    order = np.argsort(short, kind="stable")
    ballot = np.repeat(np.arange(first, last, dtype=np.int32), np.diff(start))[order]
    ranked = short[order]
    twice = ballot[1:] == ballot[:-1]
    twice &= ranked[1:] == ranked[:-1]
    bounds = np.searchsorted(ranked, np.arange(len(columns.ids) + 1)).tolist()
    mark = None if columns.mark is None else columns.mark[entries][order]
    return ballot, mark, bounds, np.unique(ballot[1:][twice]).astype(np.int64)
