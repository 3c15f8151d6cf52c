"""Ballots as they are written ("a,b,c"), many at a time: checked, added up and digested without a Python object for
each. For a recount of large files, with the standard library only.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from operator import le, lt
from typing import NamedTuple

from voting.ballots import Ballot, ids_of
from voting.digest import Digest
from voting.election import Election
from voting.urn import Opening

ENTRY, BALLOT = b",", b"\n"
OTHERS = bytes(set(range(256)) - {*ENTRY, *BALLOT})
FEW = 4  # so many times fewer different ballots than ballots: told one by one, each once


Groups = Iterable[tuple[Ballot, int]]


class Piece(NamedTuple):
    """Some of the ballots: `groups` gives them with how many times each comes in a row; `cells`, when they are lists of
    ids, as they are written.
    """

    groups: Callable[[], Groups]
    cells: Sequence[bytes] = ()


class Written:
    """Adds whole pieces to a digest and to an opening, when every ballot in them is valid, in order and sorted."""

    def __init__(self, election: Election, digest: Digest, opening: Opening) -> None:
        self._digest, self._opening, self._rule = digest, opening, election.rules.ballot
        self._ids = {candidate.id for candidate in election.candidates}
        # Texts are then in the order of the lists they write, and an id is its own JSON.
        plain = all(
            json.dumps(one, ensure_ascii=False) == f'"{one}"' and min(one, default="") > "," for one in self._ids
        )
        self._able = opening.adds_up and plain

    def add(self, cells: Sequence[bytes], before: Ballot) -> Ballot | None:
        """Add these ballots after the one `before`; the last of them. None, and nothing done, for any other ballots."""
        if not self._able or not cells or not self._in_order(cells, before):
            return None
        text = BALLOT.join(cells)
        if not self._right_number(text, len(cells)):
            return None
        entries = text.decode().replace("\n", ",\n,").split(",")
        named = Counter(entries)
        del named["\n"]
        # Only from the last entry of a ballot to the sign between two does it fall: no ballot names a project twice.
        if not named.keys() <= self._ids or sum(map(lt, entries, entries[1:])) != len(entries) - len(cells):
            return None
        self._digest.add_text(b'["' + text.replace(ENTRY, b'","').replace(BALLOT, b'"],["') + b'"]')
        self._opening.add_up(named, len(cells))
        return _ballot(cells[-1])

    def _in_order(self, cells: Sequence[bytes], before: Ballot) -> bool:
        """Whether the ballots ascend, and enough of them differ."""
        first = _ballot(cells[0])
        if not self._ids.issuperset(ids_of(first)) or first < before or not all(map(le, cells, cells[1:])):
            return False
        return bool(FEW * sum(map(lt, cells, cells[1:])) > len(cells))

    def _right_number(self, text: bytes, ballots: int) -> bool:
        """Whether each ballot names as many projects as it may."""
        signs = BALLOT + text.translate(None, OTHERS)
        least, most = max(1, self._rule.min), self._rule.max
        return ENTRY * most not in signs and signs.count(BALLOT + ENTRY * (least - 1)) == ballots


def _ballot(cell: bytes) -> Ballot:
    return tuple(cell.decode().split(","))
