"""The proof of a count: rules, inputs and result in one document anybody can recount from scratch."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import IO, Any

from voting.ballots import Ballot
from voting.election import Election
from voting.pabulib import FileError
from voting.recount import Unsorted, groups_digest, in_groups, in_order, recounted, recounted_by_pieces
from voting.result import Result, count
from voting.sentences import Sentence
from voting.sheet import recounted_from_sheet, sheet_digest
from voting.urn import Urn
from voting.written import Groups, Piece

Recount = Callable[[Election], tuple[Urn, str]]

FORMAT = "comptoir-certificate/2"
BROKEN = frozenset({"certificate_broken", "certificate_missing", "certificate_kind", "certificate_format"})
"""The codes said of what is no certificate: nothing can then be counted again."""
LARGEST = 2**53 - 1  # the largest integer every JSON reader keeps exact (RFC 8785)


def canonical(value: Any) -> bytes:
    """One byte string for one value: keys sorted, no spaces, UTF-8 (after RFC 8785).

    Integers, strings, booleans, None, lists and objects with string keys; TypeError for a float or
    anything else, ValueError for an integer beyond 2^53 - 1 or text that is not Unicode.
    """
    return _text(value).encode()


def _text(value: Any) -> str:
    if value is None or isinstance(value, (bool, str)):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise ValueError(f"{value} is too large for a certificate")
        return str(int(value))
    if isinstance(value, (list, tuple)):
        return f"[{','.join(map(_text, value))}]"
    if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
        keys = sorted(value, key=lambda key: str(key).encode("utf-16-be"))
        return "{" + ",".join(f"{_text(key)}:{_text(value[key])}" for key in keys) + "}"
    raise TypeError(f"a certificate holds no {type(value).__name__}")


def digest(value: Any) -> str:
    """`sha256:` and the hexadecimal SHA-256 of the canonical bytes."""
    return f"sha256:{hashlib.sha256(canonical(value)).hexdigest()}"


def certificate(election: Election, ballots: Iterable[Ballot], result: Result, **extra: Any) -> dict[str, Any]:
    """The certificate of a result. `extra` (round, dates, signers) is covered by the digest too.

    `digest` is that of everything else in the document; the inputs have that of their tally sheet too, when it can say
    all that the ballots say (`voting.sheet`).
    """
    groups = list(in_order(in_groups(ballots), ranked=election.rules.ballot.kind == "ranked"))
    sheet = sheet_digest(election, groups)
    document = {
        **extra,
        "format": FORMAT,
        "election": election.to_dict(),
        "inputs": {
            "ballots": result.turnout.ballots,
            "digest": groups_digest(groups),
            **({"sheet": sheet} if sheet else {}),
        },
        "result": result.to_dict(),
    }
    return {**document, "digest": digest(document)}


def with_signatures(document: Mapping[str, Any], signatures: Sequence[tuple[str, str, str]]) -> dict[str, Any]:
    """The certificate with who signed it: (name, instant as ISO 8601, digest signed). They stand beside the digest:
    a signature is put on a document that exists already."""
    signed = [{"name": name, "signed_at": at, "digest": of} for name, at, of in signatures]
    return {**document, "signatures": signed}


def verify(document: Mapping[str, Any], ballots: Iterable[Ballot]) -> list[Sentence]:
    """Count again from the certificate's rules and these ballots; every discrepancy, [] when it holds."""
    return verify_groups(document, lambda: in_groups(ballots))


def verify_groups(document: Mapping[str, Any], groups: Callable[[], Groups]) -> list[Sentence]:
    """The same for ballots that come in groups (ballot, times)."""
    return verify_pieces(document, lambda: [Piece(groups)])


def verify_pieces(document: Mapping[str, Any], pieces: Callable[[], Iterable[Piece]]) -> list[Sentence]:
    """The same for ballots that come in pieces, read once in order or else a second time to sort them.

    Standard library only. With ballots in order, and a rule that needs totals only, nothing is kept of them.
    """
    return _verified(document, lambda election: _recounted(election, pieces), "digest")


def verify_sheet(document: Mapping[str, Any], source: IO[bytes]) -> list[Sentence]:
    """The same for a tally sheet, read once; a certificate whose ballots have none says so. FileError for a broken one.

    Standard library only, and little memory.
    """
    return _verified(document, lambda election: recounted_from_sheet(election, source), "sheet")


def _verified(document: Mapping[str, Any], recount: Recount, name: str) -> list[Sentence]:
    """Every discrepancy with a recount, which gives the digest the inputs hold under a name."""
    if wrong := _wrong_shape(document):
        return [wrong]
    try:
        election = Election.from_dict(document["election"])
        expected, stated = document["result"], document["inputs"][name]
        urn, inputs = recount(election)
        found = count(election, urn).to_dict()
        written = _written(document, {f"inputs.{name}": (stated, inputs)})
    except FileError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        return [Sentence("certificate_broken", {"detail": _detail(error)})]
    differing = [
        Sentence("digest_differs", {"path": path, "expected": str(old), "found": new})
        for path, (old, new) in written.items()
        if old != new
    ]
    return differing + _differences("result", expected, found)


SHAPE: Mapping[str, type] = {
    "format": str,
    "election": dict,
    "election.candidates": list,
    "election.rules": dict,
    "inputs": dict,
    "inputs.digest": str,
    "result": dict,
    "digest": str,
}
"""Every field a certificate cannot do without, and what it holds."""


def _wrong_shape(document: Any) -> Sentence | None:
    """The first field that is missing or of the wrong kind, or another format."""
    if not isinstance(document, Mapping):
        return Sentence("certificate_missing", {"path": "election"})
    for path, kind in SHAPE.items():
        holder, _, name = path.rpartition(".")
        fields = document[holder] if holder else document
        if name not in fields:
            return Sentence("certificate_missing", {"path": path})
        if not isinstance(fields[name], kind):
            return Sentence("certificate_kind", {"path": path})
        if path == "format" and fields[name] != FORMAT:
            return Sentence("certificate_format", {"found": fields[name][:100], "expected": FORMAT})
    return None


def _detail(error: Exception) -> str:
    """What is wrong, in words of people; a key that is missing is named."""
    return f"“{error.args[0]}” is missing" if isinstance(error, KeyError) and error.args else str(error)


def _recounted(election: Election, pieces: Callable[[], Iterable[Piece]]) -> tuple[Urn, str]:
    try:
        return recounted_by_pieces(election, pieces())
    except Unsorted:
        groups = (group for piece in pieces() for group in piece.groups())
        return recounted(election, in_order(groups, ranked=election.rules.ballot.kind == "ranked"))


def _written(document: Mapping[str, Any], inputs: Mapping[str, tuple[Any, str]]) -> dict[str, tuple[Any, str]]:
    """Every digest of the document: as it is written, and as it is computed."""
    rest = {key: value for key, value in document.items() if key not in {"digest", "signatures"}}
    return {
        "digest": (document["digest"], digest(rest)),
        **inputs,
        **{
            f"signatures[{place}]": (signature["digest"], document["digest"])
            for place, signature in enumerate(document.get("signatures", ()))
        },
    }


def _differences(path: str, old: Any, new: Any) -> list[Sentence]:
    """The places where two JSON values differ, deepest first found."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        keys = sorted({*old, *new})
        return [d for key in keys for d in _differences(f"{path}.{key}", old.get(key), new.get(key))]
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        return [d for i, pair in enumerate(zip(old, new, strict=True)) for d in _differences(f"{path}[{i}]", *pair)]
    if old == new:
        return []
    said = {"expected": json.dumps(old, ensure_ascii=False), "found": json.dumps(new, ensure_ascii=False)}
    return [Sentence("result_differs", {"path": path, **said})]
