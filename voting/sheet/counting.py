"""Counting a tally sheet: many ballots at once, as the bits of large whole numbers, with the standard library only.

The votes of a project are the bits of its line. How many projects each ballot names is added up in binary, all ballots
side by side: one number holds the last binary digit of every sum, the next one the digit before it, and so on.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import IO

from voting.ballots import BallotRule
from voting.election import Election
from voting.sheet.reader import Block, Sheet
from voting.urn import Opening, Urn


def recounted_from_sheet(election: Election, source: IO[bytes]) -> tuple[Urn, str]:
    """The urn of the ballots of a sheet, and the sheet's digest. FileError for what is no sheet of this election.

    Ballots that are not plainly valid, and all of them under a rule that follows the voters, are looked at one by one.
    """
    sheet = Sheet(source, [candidate.id for candidate in election.candidates])
    opening = Opening(election, keep_voters=election.rules.method.by_voters)
    for block in sheet.blocks():
        valid = _valid_at_sight(block, election.rules.ballot) if opening.adds_up else 0
        if valid:
            named = {one: (column & valid).bit_count() for one, column in block.columns.items()}
            opening.add_up(named, valid.bit_count())
        if others := block.full ^ valid:
            for ballot, times in Counter(block.ballots(others)).items():
                opening.add(ballot, times)
    return opening.urn(), sheet.digest()


def _valid_at_sight(block: Block, rule: BallotRule) -> int:
    """The bits of the ballots that name as many projects as they may, one at least."""
    digits = _sums(block.columns.values())
    few = block.full ^ _above(max(1, rule.min) - 1, digits, block.full)
    return block.full ^ (few | _above(rule.max, digits, block.full))


def _sums(columns: Iterable[int]) -> list[int]:
    """How many columns have each bit, in binary: the last digits of all the sums, those before them…"""
    digits: list[int] = []
    for carry in columns:
        for place, digit in enumerate(digits):
            digits[place], carry = digit ^ carry, digit & carry
            if not carry:
                break
        if carry:
            digits.append(carry)
    return digits


def _above(number: int, digits: Sequence[int], full: int) -> int:
    """The bits of the sums that are above a number."""
    if number.bit_length() > len(digits):
        return 0
    above, equal = 0, full
    for place in reversed(range(len(digits))):
        if number >> place & 1:
            equal &= digits[place]
        else:
            above |= equal & digits[place]
            equal &= ~digits[place]
    return above
