"""Finding the ballots that are the same, when enough of them are to be worth it."""

import numpy as np
from numpy.typing import NDArray

from voting.fast.by_project import ByProject
from voting.fast.columns import BallotColumns, Longs

FEW_DISTINCT = 0.6  # group identical ballots when a sample of them holds no more than this share of different ones
SAMPLE = 2_000
WORTH = 300  # with fewer ballots, looking costs more than it saves
PIECE = 1 << 18  # ballots looked at together: their arrays stay small


def same_ballots(columns: BallotColumns, turned: ByProject) -> tuple[Longs, Longs] | None:
    """One ballot of each kind, ascending, and how many there are; None when most ballots differ.

    Ballots are sorted by a digest (the sum of a number drawn for each project, times its points). Equal digests are
    then compared in full, so that a coincidence only means that nothing is grouped.
    """
    ballots = len(columns)
    if ballots < WORTH:
        return None
    drawn = _numbers(len(columns.ids))
    sample = _digests(columns, drawn, np.arange(0, ballots, max(1, ballots // SAMPLE)))
    if len(np.unique(sample)) > FEW_DISTINCT * len(sample):
        return None
    pieces = [_digests(columns, drawn, np.arange(at, min(at + PIECE, ballots))) for at in range(0, ballots, PIECE)]
    digest = np.concatenate(pieces or [drawn[:0]])
    _values, first, kind, times = np.unique(digest, return_index=True, return_inverse=True, return_counts=True)
    if not (_same_names(columns, first, kind) if turned.mark is None else _same_points(turned, first, kind)):
        return None
    order = np.argsort(first)  # rows are numbered in the order of the ballots: those of a project then ascend
    return first[order], times[order]


def _numbers(count: int) -> NDArray[np.uint64]:
    """A well-mixed number for each project (SplitMix64: Steele, Lea and Flood 2014)."""
    drawn = np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        drawn = (drawn ^ (drawn >> np.uint64(shift))) * np.uint64(factor)
    return drawn ^ (drawn >> np.uint64(31))


def _digests(columns: BallotColumns, drawn: NDArray[np.uint64], which: Longs) -> NDArray[np.uint64]:
    """The digests of some ballots."""
    first, length = columns.start[which], columns.start[which + 1] - columns.start[which]
    before = np.cumsum(length) - length
    entry = np.arange(int(length.sum())) + np.repeat(first - before, length)
    worth = drawn[columns.project[entry]]
    if columns.mark is not None:
        worth = worth * columns.mark[entry].astype(np.uint64)
    digest = np.zeros(len(which), np.uint64)
    filled = length > 0
    if filled.any():
        digest[filled] = np.add.reduceat(worth, before[filled])
    return digest


def _same_points(turned: ByProject, first: Longs, kind: Longs) -> bool:
    """Whether every ballot gives each project what the one that stands for it gives."""
    given = np.zeros(len(kind), np.int64)
    for ballots, mark in zip(turned.of, turned.mark or (), strict=True):
        given[ballots] = mark
        if not np.array_equal(given, given[first][kind]):
            return False
        given[ballots] = 0
    return True


def _same_names(columns: BallotColumns, first: Longs, kind: Longs) -> bool:
    """Whether every ballot names exactly the projects of the one that stands for it."""
    ballots = len(columns)
    bits = np.zeros((ballots, max(1, -(-len(columns.ids) // 64))), np.uint64)
    voter = np.repeat(np.arange(ballots), np.diff(columns.start))
    bit = np.uint64(1) << (columns.project & 63).astype(np.uint64)
    np.bitwise_or.at(bits, (voter, columns.project >> 6), bit)
    return bool(np.array_equal(bits, bits[first][kind]))
