"""Counting ballots as they come, with the standard library only and without keeping them: the public way of counting
again.

Ballots written in order (as the public files are: sorted by what they hold) pass by once: digest, validity and
tally are made on the way, and memory does not grow with their number. Ballots in any other order are first grouped.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from voting.ballots import Ballot, Entry
from voting.digest import Digest
from voting.election import Election
from voting.urn import Opening, Urn
from voting.written import Groups, Piece, Written


def in_groups(ballots: Iterable[Ballot]) -> Iterator[tuple[Ballot, int]]:
    """Ballots with how many times each comes in a row."""
    for ballot, same in groupby(ballots):
        yield tuple(ballot), sum(1 for _ in same)


def ballots_digest(ballots: Iterable[Ballot], *, ranked: bool = False) -> str:
    """The digest of the ballots as a sorted list of sorted lists: their order says nothing.

    Where a ballot ranks projects, its own order is kept. SHA-256 of the canonical JSON
    (`voting.certificate.canonical`).
    """
    return groups_digest(in_order(in_groups(ballots), ranked=ranked))


def groups_digest(groups: Groups) -> str:
    """The same for ballots that come in order, each with its entries in order."""
    made = Digest()
    for ballot, times in groups:
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


class Unsorted(Exception):
    """The ballots do not come in order: they have to be grouped first."""


def recounted(election: Election, groups: Groups) -> tuple[Urn, str]:
    """The urn and the digest of ballots that come in order. Unsorted when they do not: group them first."""
    return recounted_by_pieces(election, [Piece(lambda: groups)])


def recounted_by_pieces(election: Election, pieces: Iterable[Piece]) -> tuple[Urn, str]:
    """The same for ballots that come in pieces, which pass whole where nothing in them asks for a closer look."""
    ranked = election.rules.ballot.kind == "ranked"
    digest, opening = Digest(), Opening(election, keep_voters=election.rules.method.by_voters)
    written = Written(election, digest, opening)
    before: Ballot = ()
    try:
        for piece in pieces:
            if last := written.add(piece.cells, before):
                before = last
                continue
            for ballot, times in piece.groups():
                here = ballot if ranked else tuple(sorted(ballot))
                if here < before:
                    raise Unsorted
                before = here
                digest.add(here, times)
                opening.add(ballot, times)
    except TypeError:  # ids beside pairs in one ballot: `in_order` knows how to sort those
        raise Unsorted from None
    return opening.urn(), digest.text()
