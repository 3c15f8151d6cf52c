"""A piece of the section VOTES cut into rows, cells and items of lists, as positions in its bytes."""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voting.fast.columns import Longs

Bytes = NDArray[np.uint8]
Words = NDArray[np.uint64]

PAD = 8  # bytes before a piece, so that the eight that end with any of its own can be read
COMMA, NEWLINE, RETURN, SEMICOLON, SPACE = (ord(mark) for mark in ",\n\r; ")
CONTINUATION, FIRST_OF_TWO, LETTER, FIRST_OF_THREE = 0x80, 0xC0, 0xC3, 0xE0  # UTF-8; letters begin at "À"
_EXOTIC_SPACE = re.compile(r"[^\S \n\r]")


class Uncommon(Exception):  # noqa: N818  # not an error: the rows are left to the plain reader
    """Rows that are not of the common shape: the plain reader looks at them, and says what is wrong if anything is."""


@dataclass(frozen=True)
class Items:
    """The items of one cell of every row, row after row: where each starts and stops, how many each row has."""

    start: Longs
    stop: Longs
    number: Longs

    @property
    def length(self) -> Longs:
        """How many bytes each holds."""
        return self.stop - self.start


class Piece:
    """Whole rows of `width` cells. Uncommon for quotes, control characters, spaces around a cell, another width."""

    def __init__(self, rows: bytes, width: int) -> None:
        data = bytes(PAD) + rows
        self.data: Bytes = np.frombuffer(data, np.uint8)
        self.words: Words = np.ndarray((len(data) - 7,), "<u8", data, 0, (1,))
        marks = np.flatnonzero((self.data == COMMA) | (self.data == SEMICOLON) | (self.data == NEWLINE))
        kinds = self.data[marks]
        self.marks = np.concatenate([[PAD - 1], marks])  # as if a row ended just before
        self.ends = 1 + np.flatnonzero(kinds == NEWLINE)
        self.rows = len(self.ends)
        self.cuts = _cuts(1 + np.flatnonzero(kinds == SEMICOLON), self.ends, width)
        self.stops = self._stops(rows)

    def _stops(self, rows: bytes) -> Longs:
        """Where the text before each mark ends: a return before a newline is not part of it."""
        last = self.marks[self.ends] - 1
        returned = self.data[last] == RETURN
        returns = int(np.count_nonzero(returned))
        if np.count_nonzero(self.data < SPACE) != PAD + self.rows + returns or b'"' in rows:
            raise Uncommon
        self._refuse_spaces(rows)
        if not returns:
            return self.marks
        stops = self.marks.copy()
        stops[self.ends] -= returned
        return stops

    def _refuse_spaces(self, rows: bytes) -> None:
        spaces = np.flatnonzero(self.data == SPACE)
        if len(spaces):
            beside = np.concatenate([self.data[spaces - 1], self.data[spaces + 1]])
            if np.isin(beside, (0, NEWLINE, RETURN, SEMICOLON)).any():
                raise Uncommon
        if not rows.isascii() and not _letters_only(self.data) and _EXOTIC_SPACE.search(_decoded(rows)):
            raise Uncommon

    def cell(self, column: int) -> tuple[Longs, Longs]:
        """Where the cell of each row starts and stops."""
        before, mark = self._around(column)
        return self.marks[before] + 1, self.stops[mark]

    def items(self, column: int) -> Items:
        """The items of the cell of each row, separated by commas; an empty cell holds one empty item."""
        before, mark = self._around(column)
        number = mark - before
        ahead = np.cumsum(number)
        at = np.arange(1, 1 + int(ahead[-1])) + np.repeat(before - (ahead - number), number)
        return Items(self.marks[at - 1] + 1, self.stops[at], number)

    def _around(self, column: int) -> tuple[Longs, Longs]:
        """The marks before and after a cell, by their places among the marks."""
        before = self.cuts[:, column - 1] if column else np.concatenate([[0], self.ends[:-1]])
        return before, self.cuts[:, column] if column < self.cuts.shape[1] else self.ends


def _cuts(semicolons: Longs, ends: Longs, width: int) -> Longs:
    """The semicolons row by row."""
    if len(semicolons) != len(ends) * (width - 1):
        raise Uncommon
    cuts = semicolons.reshape(len(ends), width - 1)
    if (cuts[:, -1] > ends).any() or (cuts[1:, 0] < ends[:-1]).any():
        raise Uncommon
    return cuts


def _letters_only(data: Bytes) -> bool:
    """Whether all that is not ASCII is well-formed letters of two bytes (most alphabets); False when in doubt."""
    at = np.flatnonzero(data >= CONTINUATION)
    first, second = data[at[::2]], data[at[1::2]]
    if len(first) != len(second) or (at[1::2] - at[::2] != 1).any():
        return False
    leads = (first >= LETTER) & (first < FIRST_OF_THREE)
    return bool(leads.all() and (second < FIRST_OF_TWO).all())


def _decoded(rows: bytes) -> str:
    try:
        return rows.decode()
    except UnicodeDecodeError:
        raise Uncommon from None
