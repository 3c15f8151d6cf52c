"""The votes of a file of any size, one group of equal ballots after another, in little memory: for a public recount.

Standard library only. What a recount does not need is not kept: other cells of a vote are passed over, and whether two
voters have the same id is not looked at (`read` does).
"""

import io
import os
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import compress, count, groupby, islice
from operator import itemgetter, ne, sub
from pathlib import Path
from typing import IO, cast

from voting.ballots import Ballot
from voting.pabulib.head import Head, read_head
from voting.pabulib.limits import POINTS
from voting.pabulib.lines import Lines
from voting.pabulib.notes import Notes, Warnings
from voting.pabulib.rows import Rows
from voting.pabulib.votes import Columns, RowReader, columns_of
from voting.written import Piece

PIECE = 1 << 17  # bytes read at once
INSIDE = bytes(set(range(256)) - {*b";\n"})  # every byte that ends neither a cell nor a row

Group = tuple[Ballot, int]
Groups = tuple[list[Ballot], list[int]]
Cells = bytes | tuple[bytes, bytes]


@dataclass(frozen=True)
class PabulibStream(Head):
    """A file whose votes are read when they are asked for, as often as they are.

    `warnings` are those before the votes. `first`: the byte after the header of VOTES (0: lines end by \\r, read them);
    `line`: the line of that header.
    """

    path: Path
    columns: Columns
    warnings: Warnings
    first: int
    line: int

    def groups(self) -> Iterator[Group]:
        """(ballot, how many times) in the order of the file, equal ballots that follow each other told once.

        PabulibError, with line and column, where a vote cannot be counted.
        """
        every = (group for piece in self.pieces() for group in piece.groups())
        for ballot, same in groupby(every, itemgetter(0)):
            yield ballot, sum(times for _, times in same)

    def pieces(self) -> Iterator[Piece]:
        """The same votes, some at a time. Take the groups of each before the next, unless its cells are enough."""
        ids = {candidate.id.encode(): candidate.id for candidate in self.candidates}
        line = self.line
        with self.path.open("rb") as source:
            source.seek(self.first)
            for piece in _whole_rows(source) if self.first else ():
                cells = self._cells(piece)
                if cells is None:
                    lines = Lines(io.BytesIO(piece), number=line, read=self.first)
                    yield Piece(partial(self._by_rows, lines))
                    line = lines.number
                else:
                    groups = partial(self._by_cells, cells, ids, piece, line)
                    yield Piece(groups, cast("Sequence[bytes]", cells) if self.columns.points is None else ())
                    line += piece.count(b"\n")
            if not self.first:
                yield Piece(partial(self._by_rows, Lines(source), skipped=line))

    def _cells(self, piece: bytes) -> Sequence[Cells] | None:
        """The cells of the votes of some rows; None unless all rows have the common shape."""
        piece = piece.replace(b"\r\n", b"\n") if b"\r" in piece else piece
        width, rows = len(self.columns.names), piece.count(b"\n")
        if b'"' in piece or b"\r" in piece or not _is_text(piece):
            return None
        if piece.translate(None, INSIDE) != (b";" * (width - 1) + b"\n") * rows:
            return None
        cells = piece.replace(b"\n", b";").split(b";")
        cells.pop()
        if b"" in cells[self.columns.voter :: width]:
            return None
        votes, points = cells[self.columns.vote :: width], self.columns.points
        return votes if points is None else list(zip(votes, cells[points::width], strict=True))

    def _by_cells(self, cells: Sequence[Cells], ids: Mapping[bytes, str], piece: bytes, line: int) -> Iterator[Group]:
        """The groups of some rows of the common shape, which begin after a line."""
        groups = _grouped(cells, ids)
        if groups is None:
            return self._by_rows(Lines(io.BytesIO(piece), number=line, read=self.first))
        return zip(*groups, strict=True)

    def _by_rows(self, lines: Lines, *, skipped: int = 0) -> Iterator[Group]:
        """The same groups read with care, every error at its place."""
        deque(islice(lines, skipped), maxlen=0)
        reader = RowReader(Rows(lines, Notes()), self.columns, [candidate.id for candidate in self.candidates])
        for ballot, same in groupby(ballot for _, ballot in reader.ballot_rows()):
            yield ballot, sum(1 for _ in same)


def stream(path: str | os.PathLike[str]) -> PabulibStream:
    """Read what comes before the votes. PabulibError, with line and column, for what cannot be counted."""
    notes = Notes()
    with Path(path).open("rb") as source:
        rows = Rows(Lines(source), notes)
        head = read_head(rows)
        columns = columns_of(rows, points=head.meta["vote_type"] in POINTS)
    first = 0 if rows.lines.waiting else rows.lines.read
    return PabulibStream(
        **vars(head), path=Path(path), columns=columns, warnings=notes.warnings(), first=first, line=rows.lines.number
    )


def _whole_rows(source: IO[bytes]) -> Iterator[bytes]:
    """Pieces of a file that end where a row does."""
    rest = b""
    while more := source.read(PIECE):
        head, end, tail = more.rpartition(b"\n")
        if end:
            yield rest + head + end
            rest = tail
        else:
            rest += more
    if rest:
        yield rest + b"\n"


def _is_text(piece: bytes) -> bool:
    try:
        return piece.isascii() or bool(piece.decode())
    except UnicodeDecodeError:
        return False


def _grouped(cells: Sequence[Cells], ids: Mapping[bytes, str]) -> Groups | None:
    """Equal cells that follow each other, as ballots; None when one is not a plain list of ids (and points)."""
    others = cells[1:]
    changed = list(map(ne, cells, others))
    first = [cells[0], *compress(others, changed)]
    ends = [*compress(count(1), changed), len(cells)]
    known = ids.__getitem__
    try:
        ballots: list[Ballot] = [
            (tuple(map(known, cell.split(b","))) if cell else ()) if isinstance(cell, bytes) else _points(cell, ids)
            for cell in first
        ]
    except (KeyError, ValueError):
        return None
    return ballots, list(map(sub, ends, [0, *ends]))


def _points(cells: tuple[bytes, bytes], ids: Mapping[bytes, str]) -> Ballot:
    """The ballot of two cells. KeyError or ValueError for what needs a closer look."""
    if cells == (b"", b""):
        return ()
    named, points = cells[0].split(b","), cells[1].split(b",")
    if not all(map(bytes.isdigit, points)):
        raise ValueError(cells)
    return tuple(zip(map(ids.__getitem__, named), map(int, points), strict=True))
