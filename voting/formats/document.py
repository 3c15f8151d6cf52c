"""An election and its ballots in one JSON document: exact, and the same bytes for the same content."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from voting.ballots import Ballot, Entry
from voting.certificate import LARGEST, canonical
from voting.election import Election
from voting.pabulib.cells import FileError

FORMAT = "comptoir-election/1"


@dataclass(frozen=True)
class Document:
    """An election (None: ballots alone), its ballots, and what is known beside (place, dates, currency…)."""

    election: Election | None
    ballots: Sequence[Ballot]
    meta: Mapping[str, str] = field(default_factory=dict, hash=False)


def to_json(document: Document) -> bytes:
    """The canonical bytes (see `voting.certificate.canonical`). FileError for a number JSON does not keep exact."""
    large = max((abs(one[1]) for ballot in document.ballots for one in ballot if not isinstance(one, str)), default=0)
    try:
        if large > LARGEST:
            raise ValueError(f"{large} is too large")
        rest = canonical(
            {
                "election": document.election and document.election.to_dict(),
                "format": FORMAT,
                "meta": dict(document.meta),
            }
        )
        # "ballots" comes first among the keys; a list of lists of text and numbers is written faster by json itself
        ballots = json.dumps(list(document.ballots), ensure_ascii=False, separators=(",", ":")).encode()
    except ValueError as error:
        raise FileError("json_inexact", detail=str(error)) from None
    return b'{"ballots":' + ballots + b"," + rest[1:]


def from_json(data: bytes) -> Document:
    """Back from `to_json`; a list of ballots alone is accepted too. FileError for anything else."""
    try:
        found = json.loads(data, parse_float=_no_float, parse_constant=_no_float)
    except json.JSONDecodeError as error:
        raise FileError("json_syntax", line=str(error.lineno), column=str(error.colno), detail=error.msg) from None
    except (ValueError, RecursionError) as error:
        raise FileError("json_broken", detail=str(error)) from None
    try:
        return _document({"ballots": found} if isinstance(found, list) else found)
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        raise FileError("json_broken", detail=f"{type(error).__name__} {error}") from None


def _no_float(text: str) -> Any:
    raise ValueError(f"{text} is not a whole number")


def _document(found: Mapping[str, Any]) -> Document:
    if found.get("format", FORMAT) != FORMAT:
        raise ValueError(f"format {found['format']}")
    election = found.get("election")
    meta = {str(key): _text(value) for key, value in found.get("meta", {}).items()}
    ballots = [tuple([_entry(one) for one in _list(ballot)]) for ballot in _list(found["ballots"])]
    return Document(Election.from_dict(election) if election is not None else None, ballots, meta)


def _entry(value: Any) -> Entry:
    if isinstance(value, str):
        return value
    one, number = _list(value)
    if not isinstance(number, int) or isinstance(number, bool):
        raise TypeError(f"a whole number is expected, not {number!r}")
    return _text(one), number


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"text is expected, not {type(value).__name__}")
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(f"a list is expected, not {type(value).__name__}")
    return value
