"""Ballots as a table: one row each, the projects in one cell, their numbers (points, grades, +1 and -1) in another."""

import io
import re
from collections.abc import Iterable, Iterator

from voting.ballots import Ballot, ids_of
from voting.formats.spreadsheet import original, rows_csv
from voting.pabulib.cells import FileError, items
from voting.pabulib.lines import Lines
from voting.pabulib.notes import Notes
from voting.pabulib.rows import Row, Rows

_NUMBER = re.compile(r"[+-]?[0-9]{1,18}")


def ballots_csv(ballots: Iterable[Ballot], *, marked: bool = False) -> str:
    """The ballots, numbered. `marked`: each entry carries a number. FileError for an id that a list cannot hold."""
    return rows_csv([["ballot", "vote", "points"] if marked else ["ballot", "vote"], *_rows(ballots, marked)])


def _rows(ballots: Iterable[Ballot], marked: bool) -> Iterator[list[str]]:
    for number, ballot in enumerate(ballots, 1):
        ids = ids_of(ballot)
        vote = ",".join(ids)
        if items(vote) != list(ids):
            raise FileError("csv_id", value=next(one for one in ids if items(one) != [one]))
        points = ",".join(str(entry[1]) for entry in ballot if not isinstance(entry, str))
        yield [str(number), vote, points] if marked else [str(number), vote]


def ballots_from_csv(data: bytes) -> list[Ballot]:
    """The ballots of `ballots_csv`; of other columns nothing is looked at. PabulibError with line and column."""
    rows = Rows(Lines(io.BytesIO(data)), Notes())
    names = rows.names("CSV", "vote")
    vote, points = names.index("vote"), names.index("points") if "points" in names else None
    return [_ballot(row, vote, points) for row in rows.body(len(names), last=True)]


def _ballot(row: Row, vote: int, points: int | None) -> Ballot:
    ids = items(original(row.cells[vote]))
    if points is None:
        return tuple(ids)
    numbers = items(original(row.cells[points]))
    if len(numbers) != len(ids):
        raise row.error(points, "pb_points", found=len(numbers), expected=len(ids))
    for number in numbers:
        if _NUMBER.fullmatch(number) is None:
            raise row.error(points, "csv_number", value=number)
    return tuple(zip(ids, map(int, numbers), strict=True))
