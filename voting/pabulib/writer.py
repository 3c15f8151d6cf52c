"""Writing a .pb file that reads back equal, one way only: \\n, no spaces around cells, quotes where needed."""

import io
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO

from voting.ballots import Ballot, ids_of
from voting.pabulib.file import PabulibFile
from voting.pabulib.limits import POINTS
from voting.pabulib.quotes import joined


def write(file: PabulibFile, target: str | os.PathLike[str] | IO[str]) -> None:
    """Write the file to a path or an open text file, in UTF-8. Reading and writing it again changes no byte."""
    if isinstance(target, (str, os.PathLike)):
        text = io.StringIO()
        write(file, text)
        Path(target).write_bytes(text.getvalue().encode())
        return
    for row in _rows(file):
        target.write(joined(row))


def _rows(file: PabulibFile) -> Iterator[Iterable[str]]:
    yield ["META"]
    yield ["key", "value"]
    yield from file.meta.items()
    yield ["PROJECTS"]
    header = list(file.projects[0]) if file.projects else ["project_id", "cost"]
    yield header
    for cells in file.projects:
        yield [cells[column] for column in header]
    yield ["VOTES"]
    yield file.vote_header
    yield from _votes(file)


def _votes(file: PabulibFile) -> Iterator[Sequence[str]]:
    """The rows of VOTES, each cell in the place its column has."""
    header = file.vote_header
    vote = header.index("vote")
    points = header.index("points") if file.meta["vote_type"] in POINTS else None
    for voter, ballot in zip(file.voters, file.ballots, strict=True):
        row = list(voter)
        if points is None:
            row.insert(vote, ",".join(ids_of(ballot)))
        else:
            ours = sorted([(vote, ",".join(ids_of(ballot))), (points, ",".join(_points(ballot)))])
            for place, cell in ours:
                row.insert(place, cell)
        yield row


def _points(ballot: Ballot) -> list[str]:
    return [str(entry[1]) for entry in ballot if not isinstance(entry, str)]
