"""Ids in bytes compared as whole words: eight bytes at a time, from the end, whatever their length."""

from collections.abc import Sequence

import numpy as np

from voting.fast.columns import Longs
from voting.fast.read_cells import Piece, Uncommon, Words

GOLDEN = 0x9E3779B97F4A7C15  # 2^64 over the golden ratio, odd: multiplying by it spreads what differs
BITS = 64
ROOM = 16  # places in the table for each id


def words(piece: Piece, stop: Longs, length: Longs, place: int) -> Words:
    """Eight bytes of each text: the last ones (`place` 0), those before (1)…; zeros where the text is shorter."""
    longest = int(length.max(initial=0))
    held = np.clip(np.arange(longest + 1) - 8 * place, 0, 8)
    mask = np.array([(1 << BITS) - (1 << 8 * (8 - kept)) for kept in range(9)], np.uint64)[held]
    if place == 0:
        return piece.words[stop - 8] & mask[length]
    found = np.zeros(len(stop), np.uint64)
    longer = np.flatnonzero(length > 8 * place)
    found[longer] = piece.words[stop[longer] - 8 * (place + 1)] & mask[length[longer]]
    return found


class Places:
    """Where an id stands in a list: a table of hashes, and every word compared. Ids hold no zero byte."""

    def __init__(self, ids: Sequence[str]) -> None:
        encoded = [one.encode() for one in ids]
        self.longest = max(map(len, encoded), default=0)
        self.known = [_words_of(encoded, place) for place in range(-(-self.longest // 8))]
        self.bits = max(4, (ROOM * len(ids)).bit_length())
        self.table = np.full(1 << self.bits, -1, np.int64)
        self.tries = 1
        for at, slot in enumerate(self._slots(self.known).tolist() if ids else []):
            tries = 1
            while self.table[slot] >= 0:
                slot, tries = (slot + 1) & (len(self.table) - 1), tries + 1
            self.table[slot] = at
            self.tries = max(self.tries, tries)

    def _slots(self, found: Sequence[Words]) -> Longs:
        mixed = found[0] * np.uint64(GOLDEN)
        for place, word in enumerate(found[1:], 2):
            mixed = mixed + word * np.uint64(pow(GOLDEN, place, 1 << BITS))
        return (mixed >> np.uint64(BITS - self.bits)).astype(np.int64)

    def find(self, piece: Piece, stop: Longs, length: Longs) -> Longs:
        """The place of each id. Uncommon for one that is not in the list."""
        if not len(stop):
            return np.zeros(0, np.int64)
        if length.max() > self.longest:
            raise Uncommon
        asked = [words(piece, stop, length, place) for place in range(len(self.known))]
        slot = self._slots(asked)
        found = self.table[slot]
        wrong = self._wrong(found, asked)
        for _ in range(1, self.tries):
            if not len(wrong):
                return found
            slot[wrong] = (slot[wrong] + 1) & (len(self.table) - 1)
            found[wrong] = self.table[slot[wrong]]
            wrong = wrong[self._wrong(found[wrong], [word[wrong] for word in asked])]
        if len(wrong):
            raise Uncommon
        return found

    def _wrong(self, found: Longs, asked: Sequence[Words]) -> Longs:
        """Which of those found are not the ones asked for."""
        differ = found < 0
        for known, word in zip(self.known, asked, strict=True):
            differ |= known[found] != word
        return np.flatnonzero(differ)


def _words_of(encoded: Sequence[bytes], place: int) -> Words:
    parts = [one[max(0, len(one) - 8 * (place + 1)) : max(0, len(one) - 8 * place)] for one in encoded]
    return np.array([int.from_bytes(part.rjust(8, b"\0"), "little") for part in parts], np.uint64)
