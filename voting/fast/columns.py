"""Ballots kept in columns: one array for all the projects named, instead of a tuple for each ballot."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np
from numpy.typing import NDArray

from voting.ballots import Ballot

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class BallotColumns(Sequence[Ballot]):
    """A sequence of ballots. Entry by entry, ballot after ballot: `project` is a place in `ids`, `mark` its number.

    Ballot n holds the entries `start[n]` to `start[n + 1]`. `mark` is None for kinds of ballots without numbers.
    """

    ids: tuple[str, ...]
    project: Ints
    start: Longs
    mark: Longs | None = None

    @classmethod
    def of(cls, ballots: Iterable[Ballot], ids: Sequence[str], *, marked: bool = False) -> "BallotColumns":
        """The same ballots in columns. KeyError for a project that is not in `ids`, ValueError for an entry of another
        kind (a number where none is asked, or the reverse), OverflowError for a number beyond 64 bits.
        """
        place = {one: at for at, one in enumerate(ids)}
        entries: list[int] = []
        marks: list[int] = []
        start = [0]
        for ballot in ballots:
            for entry in ballot:
                if isinstance(entry, str) == marked:
                    raise ValueError(f"an entry of another kind: {entry!r}")
                one, mark = (entry, 1) if isinstance(entry, str) else entry
                entries.append(place[one])
                marks.append(mark)
            start.append(len(entries))
        numbers = np.array(marks, np.int64) if marked else None
        return cls(tuple(ids), np.array(entries, np.int32), np.array(start, np.int64), numbers)

    def __len__(self) -> int:
        return len(self.start) - 1

    def __iter__(self) -> Iterator[Ballot]:
        names = [self.ids[place] for place in self.project.tolist()]
        entries: Sequence[str] | list[tuple[str, int]] = names
        if self.mark is not None:
            entries = list(zip(names, self.mark.tolist(), strict=True))
        bounds = self.start.tolist()
        for first, last in zip(bounds, bounds[1:], strict=False):
            yield tuple(entries[first:last])

    @overload
    def __getitem__(self, at: int) -> Ballot: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Ballot]: ...
    def __getitem__(self, at: int | slice) -> Ballot | Sequence[Ballot]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        first, last = self.start[range(len(self))[at] : range(len(self))[at] + 2].tolist()
        names = [self.ids[place] for place in self.project[first:last].tolist()]
        if self.mark is None:
            return tuple(names)
        return tuple(zip(names, self.mark[first:last].tolist(), strict=True))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Sequence)
            and len(self) == len(other)
            and all(a == b for a, b in zip(self, other, strict=True))
        )
