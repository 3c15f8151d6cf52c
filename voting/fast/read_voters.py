"""The other cells of each vote, kept as the bytes of the file; and whether two voters have the same id."""

from collections.abc import Iterator, Sequence
from typing import overload

import numpy as np

from voting.fast.columns import Longs
from voting.fast.read_cells import Piece, Uncommon, Words
from voting.fast.read_ids import BITS, GOLDEN, words


class Voters(Sequence[tuple[str, ...]]):
    """Cells of rows, decoded when somebody looks: those in `columns` of row n, `raw[start[n] : start[n + 1]]`."""

    def __init__(self, raw: bytes, start: Longs, columns: Sequence[int]) -> None:
        self._raw, self._start, self._columns = raw, start, tuple(columns)

    def __len__(self) -> int:
        return len(self._start) - 1

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        first = 0
        for last in range(0, len(self) + EVERY, EVERY)[1:]:
            bounds = self._start[first : last + 1].tolist()
            for begin, end in zip(bounds, bounds[1:], strict=False):
                yield self._cells(begin, end)
            first = last

    @overload
    def __getitem__(self, at: int) -> tuple[str, ...]: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[tuple[str, ...]]: ...
    def __getitem__(self, at: int | slice) -> tuple[str, ...] | Sequence[tuple[str, ...]]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        place = range(len(self))[at]
        return self._cells(int(self._start[place]), int(self._start[place + 1]))

    def _cells(self, begin: int, end: int) -> tuple[str, ...]:
        cells = self._raw[begin:end].decode().rstrip("\r\n").split(";")
        return tuple([cells[column] for column in self._columns])

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Sequence)
            and len(self) == len(other)
            and all(mine == theirs for mine, theirs in zip(self, other, strict=True))
        )

    __hash__ = None  # type: ignore[assignment]  # compared by content, like a list

    def __repr__(self) -> str:
        return f"<{len(self)} voters>"


class Distinct:
    """Whether all voter ids differ, seen as numbers: 64 bits of each. Exact: equal ids give equal numbers."""

    def __init__(self) -> None:
        self.keys: list[Words] = []
        self.ascending = True
        self.highest = np.uint64(0)

    def add(self, piece: Piece, column: int) -> None:
        """The ids of some more rows. Uncommon for an empty one."""
        start, stop = piece.cell(column)
        length = stop - start
        if length.min() < 1:
            raise Uncommon
        keys = words(piece, stop, length, 0).byteswap()  # numbers written in digits stay in their order
        for place in range(1, -(-int(length.max()) // 8)):
            keys += words(piece, stop, length, place) * np.uint64(pow(GOLDEN, place, 1 << BITS))
        self.ascending = self.ascending and bool(keys[0] > self.highest and (keys[1:] > keys[:-1]).all())
        self.highest = keys[-1]
        self.keys.append(keys)

    def check(self) -> None:
        """Uncommon when two ids may be the same."""
        if self.ascending:
            return
        keys = np.sort(np.concatenate(self.keys))
        if (keys[1:] == keys[:-1]).any():
            raise Uncommon


EVERY = 10_000
