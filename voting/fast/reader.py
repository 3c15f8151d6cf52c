"""The section VOTES read in columns: many rows at a time, no Python object for a ballot or a voter."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from voting.ballots import BallotRule
from voting.fast.columns import BallotColumns, Ints, Longs
from voting.fast.read_cells import PAD, Piece, Uncommon
from voting.fast.read_ids import Places
from voting.fast.read_items import named, numbers
from voting.fast.read_suspects import outside, repeats
from voting.fast.read_voters import Distinct, Voters

PIECE = 1 << 18  # bytes read at once: what is made of them stays in the processor's cache
SETTLING = (1 << 25) - (1 << 16)  # bytes; just below what the C library always asks of the system
Told = Callable[[int], object]


@dataclass(frozen=True)
class Section:
    """Where the votes stand in a file and what they may name.

    `first`: the byte after the header. `width`: how many cells in a row, the `voter`, the `vote` and (None: ballots
    without) the `points` among them. `costs` of the projects `ids`, in cents.
    """

    raw: bytes
    first: int
    width: int
    voter: int
    vote: int
    points: int | None
    ids: Sequence[str]
    costs: Sequence[int]

    @property
    def others(self) -> list[int]:
        """The cells that are not the ballot."""
        return [column for column in range(self.width) if column not in (self.vote, self.points)]


@dataclass(frozen=True)
class InColumns:
    """All votes. `suspects`: the places of the ballots that may be irregular."""

    voters: Voters
    ballots: BallotColumns
    suspects: Sequence[int]


def read_votes(section: Section, rule: BallotRule, told: Told) -> InColumns | None:
    """The votes, or None when their rows are not of the common shape. `told` hears how many were read so far."""
    _settle()
    try:
        reader = ColumnReader(section)
        for at, rows in _pieces(section.raw, section.first):
            reader.add(at, rows)
            told(reader.rows)
        reader.distinct.check()
    except Uncommon:
        return None
    return reader.votes(rule)


def _settle() -> None:
    """Free one large block, never written to: the C library (glibc) then keeps what smaller ones free for the next.

    Otherwise it gives the memory of every array back and asks for it again, which takes as long as the reading.
    """
    np.empty(SETTLING, np.uint8)


def _pieces(raw: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Whole rows, each ended by a newline, and where they begin."""
    while at < len(raw):
        end = raw.rfind(b"\n", at, at + PIECE) + 1 or raw.find(b"\n", at) + 1
        yield at, raw[at:end] if end else raw[at:] + b"\n"
        at = end or len(raw)


class ColumnReader:
    """Fills the columns piece by piece. They have room for the most that may come: not written to, it costs nothing."""

    def __init__(self, section: Section) -> None:
        self.section = section
        room = (len(section.raw) - section.first) // 2 + 2  # an item takes two bytes at least, and so does a row
        self.places = Places(section.ids)
        self.distinct = Distinct()
        self.rows, self.entries = 0, 0
        self.project: Ints = np.empty(room, np.int32)
        self.mark: Longs | None = None if section.points is None else np.empty(room, np.int64)
        self.ends: Longs = np.empty(room, np.int64)
        self.begin: Longs = np.empty(room, np.int64)
        self.repeated: list[Longs] = [np.zeros(0, np.int64)]

    def add(self, at: int, rows: bytes) -> None:
        """Some more rows, that begin at a byte of the file."""
        piece = Piece(rows, self.section.width)
        self.distinct.add(piece, self.section.voter)
        number = self._add_entries(piece)
        row, last = self.rows, self.rows + piece.rows
        self.begin[row:last] = piece.cell(0)[0] + (at - PAD)
        np.cumsum(number, out=self.ends[row:last])
        self.ends[row:last] += self.entries
        self.rows, self.entries = last, int(self.ends[last - 1])

    def _add_entries(self, piece: Piece) -> Longs:
        """What the ballots name, and how much each."""
        items = named(piece.items(self.section.vote))
        project = self.places.find(piece, items.stop, items.length)
        entries = slice(self.entries, self.entries + len(project))
        self.project[entries] = project
        if self.mark is not None and self.section.points is not None:
            points = named(piece.items(self.section.points))
            if not np.array_equal(points.number, items.number):
                raise Uncommon
            self.mark[entries] = numbers(piece, points)
        self.repeated.append(self.rows + repeats(project, items.number, len(self.section.ids)))
        return items.number

    def votes(self, rule: BallotRule) -> InColumns:
        """Everything that was read."""
        section = self.section
        start = np.concatenate([[0], self.ends[: self.rows]])
        begin = np.concatenate([self.begin[: self.rows], [len(section.raw)]])
        self.project.resize(self.entries, refcheck=False)
        if self.mark is not None:
            self.mark.resize(self.entries, refcheck=False)
        ballots = BallotColumns(tuple(section.ids), self.project, start, self.mark)
        odd = np.union1d(np.concatenate(self.repeated), outside(ballots, rule, section.costs))
        return InColumns(Voters(section.raw, begin, section.others), ballots, odd.tolist())
