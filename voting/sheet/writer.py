"""Writing a tally sheet: a text whose digest anybody can compute (`sha256sum`), the same bytes for the same ballots.

    comptoir-sheet/1;BALLOTS
    PROJECT;00a3…
    PROJECT;1f04…

Ballots stand in the order of what they hold, as in the other public files. A line says which of them name its project:
the first hexadecimal digit speaks of the first four, its highest bit of the first. Every project has its line, in the
order of the election, for 65,536 ballots; then again for the next ones; the last bits of a line, up to a whole byte,
are 0.
"""

import hashlib
from collections.abc import Iterator, Sequence

from voting.ballots import Ballot
from voting.election import Election
from voting.pabulib import FileError

FORMAT = "comptoir-sheet/1"
BLOCK = 1 << 16
"""Ballots of a line."""

Groups = Sequence[tuple[Ballot, int]]


def sheet(election: Election, groups: Groups) -> Iterator[bytes]:
    """The lines of the sheet of these ballots (ballot, times), which come in order. FileError when they do not fit."""
    ids = [candidate.id for candidate in election.candidates]
    if not _fits(election, ids, groups):
        raise FileError("sheet_unfit")
    return _lines(ids, groups)


def sheet_digest(election: Election, groups: Groups) -> str | None:
    """`sha256:` and the SHA-256 of the whole sheet; None for ballots that say more than which projects they name."""
    try:
        lines = sheet(election, groups)
    except FileError:
        return None
    made = hashlib.sha256()
    for line in lines:
        made.update(line)
    return f"sha256:{made.hexdigest()}"


def _fits(election: Election, ids: Sequence[str], groups: Groups) -> bool:
    known = set(ids)
    return (
        election.rules.ballot.plain
        and not any("\n" in one for one in ids)
        and all(known.issuperset(ballot) and len(set(ballot)) == len(ballot) for ballot, _times in groups)
    )


def _lines(ids: Sequence[str], groups: Groups) -> Iterator[bytes]:
    yield f"{FORMAT};{sum(times for _, times in groups)}\n".encode()
    for size, block in _blocks(groups):
        columns = {one: bytearray(b"0" * size) for one in ids}
        at = 0
        for ballot, times in block:
            for one in ballot:
                columns[str(one)][at : at + times] = b"1" * times
            at += times
        for one, column in columns.items():
            yield f"{one};{_hexadecimal(column)}\n".encode()


def _blocks(groups: Groups) -> Iterator[tuple[int, Groups]]:
    """The ballots, as many at a time as a line speaks of, and how many these are."""
    block, held = list[tuple[Ballot, int]](), 0
    for ballot, times in groups:
        while times:
            some = min(times, BLOCK - held)
            block.append((ballot, some))
            held, times = held + some, times - some
            if held == BLOCK:
                yield held, block
                block, held = [], 0
    if block:
        yield held, block


def _hexadecimal(column: bytearray) -> str:
    """Binary digits as hexadecimal ones, whole bytes."""
    width = -(-len(column) // 8)
    return int(column.ljust(8 * width, b"0"), 2).to_bytes(width, "big").hex()
