"""Counting ballots as they come, with the standard library only and without keeping them: the public way of counting
again.

Ballots written in order (as the public files are: sorted by what they hold) pass by once: digest, validity and
tally are made on the way, and memory does not grow with their number. Ballots in any other order are first grouped.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from voting.ballots import Ballot, Entry
from voting.election import Election
from voting.urn import Opening, Urn

Groups = Iterable[tuple[Ballot, int]]


def in_groups(ballots: Iterable[Ballot]) -> Iterator[tuple[Ballot, int]]:
    """Ballots with how many times each comes in a row."""
    for ballot, same in groupby(ballots):
        yield tuple(ballot), sum(1 for _ in same)


def ballots_digest(ballots: Iterable[Ballot], *, ranked: bool = False) -> str:
    """The digest of the ballots as a sorted list of sorted lists: their order says nothing.

    Where a ballot ranks projects, its own order is kept. SHA-256 of the canonical JSON
    (`voting.certificate.canonical`).
    """
    made = Digest()
    for ballot, times in in_order(in_groups(ballots), ranked=ranked):
        made.add(ballot, times)
    return made.text()


def in_order(groups: Groups, *, ranked: bool = False) -> Iterator[tuple[Ballot, int]]:
    """Ballots, each with its entries in order, sorted by what they hold: equal ones together."""
    counted: Counter[Ballot] = Counter()
    for ballot, times in groups:
        counted[normal(ballot, ranked=ranked)] += times
    for ballot in sorted(counted, key=_order):
        yield ballot, counted[ballot]


def normal(ballot: Ballot, *, ranked: bool) -> Ballot:
    """A ballot with its entries in order, which says nothing but in a ranking."""
    return ballot if ranked else tuple(sorted(ballot, key=_entry_order))


def _entry_order(entry: Entry) -> tuple[str, int]:
    return (entry, 0) if isinstance(entry, str) else entry


def _order(ballot: Ballot) -> list[tuple[str, int]]:
    return [_entry_order(entry) for entry in ballot]


class Digest:
    """The SHA-256 of a JSON list of ballots, given one after the other."""

    def __init__(self) -> None:
        self._made, self._first = hashlib.sha256(b"["), True
        self._texts: dict[Entry, str] = {}

    def add(self, ballot: Ballot, times: int) -> None:
        """The next ballot of the list, so many times."""
        entries = ",".join([self._texts.get(entry) or self._text(entry) for entry in ballot])
        text = f",[{entries}]".encode()
        self._made.update((text * times)[1:] if self._first else text * times)
        self._first = False

    def _text(self, entry: Entry) -> str:
        self._texts[entry] = json.dumps(entry, ensure_ascii=False, separators=(",", ":"))
        return self._texts[entry]

    def text(self) -> str:
        """`sha256:` and the digest in hexadecimal; the list ends here."""
        ended = self._made.copy()
        ended.update(b"]")
        return f"sha256:{ended.hexdigest()}"


class Unsorted(Exception):
    """The ballots do not come in order: they have to be grouped first."""


def recounted(election: Election, groups: Groups) -> tuple[Urn, str]:
    """The urn and the digest of ballots that come in order. Unsorted when they do not: group them first."""
    ranked = election.rules.ballot.kind == "ranked"
    digest, opening = Digest(), Opening(election, keep_voters=election.rules.method.by_voters)
    before: list[tuple[str, int]] = []
    for ballot, times in groups:
        here = normal(ballot, ranked=ranked)
        order = _order(here)
        if order < before:
            raise Unsorted
        before = order
        digest.add(here, times)
        opening.add(ballot, times)
    return opening.urn(), digest.text()
