"""Reading a .pb file: tolerant of spacing, line ends and column order, strict on what decides the count."""

import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import IO

from voting.ballots import BallotRule
from voting.pabulib.cells import whole
from voting.pabulib.file import PabulibFile
from voting.pabulib.head import Head, read_head
from voting.pabulib.irregular import note_breaches, suspects
from voting.pabulib.limits import POINTS, ballot_rule
from voting.pabulib.lines import Lines
from voting.pabulib.notes import Notes
from voting.pabulib.remarks import remark_bytes, remark_counts
from voting.pabulib.rows import Rows
from voting.pabulib.votes import Columns, RowReader, Told, Votes, columns_of

Source = str | os.PathLike[str] | IO[str] | IO[bytes]
Progress = Callable[[int, int], object]


def read(source: Source, progress: Progress | None = None, *, plainly: bool = False) -> PabulibFile:
    """Read a path or an open file. PabulibError, with line and column, for what cannot be counted.

    With numpy the votes are read in columns, many at a time, unless `plainly` is asked: the file is equal.
    `progress(ballots read, ballots announced)` is called now and then, and at the end.
    """
    raw, notes = _bytes(source), Notes()
    rows = Rows(Lines(io.BytesIO(raw)), notes)
    head = read_head(rows)
    columns = columns_of(rows, points=head.meta["vote_type"] in POINTS)
    rule = ballot_rule(head.meta, len(head.candidates))
    announced = whole(head.meta.get("num_votes", "")) or 0

    def told(done: int) -> None:
        if progress:
            progress(done, announced)

    votes = None if plainly else _in_columns(raw, rows.lines, head, columns, rule, told)
    votes = votes or _by_rows(rows, head, columns, rule, told)
    if progress:
        progress(len(votes.ballots), announced or len(votes.ballots))
    remark_counts(head.meta, head.places, {"num_votes": len(votes.ballots)}, notes)
    remark_bytes(raw, notes)
    return _file(head, columns, votes, rule, notes)


def _bytes(source: Source) -> bytes:
    data = Path(source).read_bytes() if isinstance(source, (str, os.PathLike)) else source.read()
    return data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")


def _in_columns(
    raw: bytes, lines: Lines, head: Head, columns: Columns, rule: BallotRule, told: Told
) -> Votes | None:  # fmt: skip
    """The votes in columns; None without numpy, or for rows of an uncommon shape."""
    try:
        from voting.fast.reader import Section, read_votes
    except ImportError:
        return None
    section = Section(
        raw=raw,
        first=lines.read,
        width=len(columns.names),
        voter=columns.voter,
        vote=columns.vote,
        points=columns.points,
        ids=[candidate.id for candidate in head.candidates],
        costs=[candidate.cost for candidate in head.candidates],
    )
    found = None if lines.waiting else read_votes(section, rule, told)
    if found is None:
        return None
    first = lines.number + 1
    return Votes(found.voters, found.ballots, range(first, first + len(found.ballots)), found.suspects)


def _by_rows(rows: Rows, head: Head, columns: Columns, rule: BallotRule, told: Told) -> Votes:
    reader = RowReader(rows, columns, [candidate.id for candidate in head.candidates])
    reader.read(told)
    return Votes(reader.voters, reader.ballots, reader.lines, suspects(reader.ballots, rule))


def _file(head: Head, columns: Columns, votes: Votes, rule: BallotRule, notes: Notes) -> PabulibFile:
    """The file, once its irregular ballots are noted."""
    costs = {candidate.id: candidate.cost for candidate in head.candidates}
    found = ((votes.lines[at], votes.ballots[at]) for at in votes.suspects)
    broken = note_breaches(found, rule, costs, head.meta, notes)
    return PabulibFile(
        meta=head.meta,
        projects=head.projects,
        candidates=head.candidates,
        official_selected=head.official_selected,
        vote_header=columns.names,
        voters=votes.voters,
        ballots=votes.ballots,
        places=head.places,
        broken=broken,
        warnings=notes.warnings(),
    )
