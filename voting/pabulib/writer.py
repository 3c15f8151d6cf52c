"""Writing a .pb file that reads back equal."""

import io
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from voting.pabulib.file import PabulibFile


def write(file: PabulibFile, target: str | os.PathLike[str] | IO[str]) -> None:
    """Write the file to a path or an open text file: UTF-8, lines ended by \\n, quotes only where needed."""
    if isinstance(target, (str, os.PathLike)):
        text = io.StringIO()
        write(file, text)
        Path(target).write_bytes(text.getvalue().encode())
        return
    for row in _rows(file):
        target.write(";".join(map(_cell, row)) + "\n")


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
    vote = file.vote_header.index("vote")
    for voter, ballot in zip(file.voters, file.ballots, strict=True):
        yield [*voter[:vote], ",".join(ballot), *voter[vote:]]


def _cell(text: str) -> str:
    if any(mark in text for mark in ';"\r\n'):
        doubled = text.replace('"', '""')
        return f'"{doubled}"'
    return text
