"""What commands read: .pb files, certificates and ballots as JSON."""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from voting import pabulib
from voting.ballots import Ballot, Entry
from voting.cli.failures import WrongFile, WrongInput
from voting.cli.progress import Progress
from voting.pabulib import PabulibError, PabulibFile
from voting.written import Piece

T = TypeVar("T")


def pabulib_file(path: str, progress: Progress) -> PabulibFile:
    """A .pb file. WrongFile, with the line, for what cannot be counted."""
    try:
        return pabulib.read(path, progress.reading(path))
    except PabulibError as error:
        raise WrongFile(path, error) from None


def pabulib_pieces(path: str) -> Callable[[], Iterator[Piece]]:
    """The ballots of a .pb file in little memory, as often as they are asked for, with the standard library only."""

    def pieces() -> Iterator[Piece]:
        for piece in _of_file(path, lambda: pabulib.stream(path).pieces())():
            yield piece._replace(groups=_of_file(path, piece.groups))

    return pieces


def _of_file(path: str, read: Callable[[], Iterable[T]]) -> Callable[[], Iterator[T]]:
    """The same, with the name of the file in an error."""

    def told() -> Iterator[T]:
        try:
            yield from read()
        except PabulibError as error:
            raise WrongFile(path, error) from None

    return told


def json_file(path: str) -> Any:
    """A JSON document. WrongInput when it is not one."""
    try:
        return json.loads(Path(path).read_bytes())
    except json.JSONDecodeError as error:
        raise WrongInput("cli_json", path=path, line=error.lineno, column=error.colno, detail=error.msg) from None
    except (ValueError, RecursionError) as error:  # not text, a number beyond measure, too many brackets
        raise WrongInput("cli_no_json", path=path, detail=str(error)) from None


def json_ballots(path: str) -> list[Ballot]:
    """A list of ballots, or an object with one under "ballots". An entry is an id, or a pair of an id and a number."""
    data = json_file(path)
    rows = data.get("ballots") if isinstance(data, dict) else data
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise WrongInput("cli_ballots", path=path)
    return [tuple(_entry(entry, path) for entry in row) for row in rows]


def _entry(entry: Any, path: str) -> Entry:
    match entry:
        case str() | int() if not isinstance(entry, bool):
            return str(entry)
        case [str() | int() as one, int() as points] if not isinstance(one, bool) and not isinstance(points, bool):
            return str(one), points
        case _:
            raise WrongInput("cli_ballots", path=path)
