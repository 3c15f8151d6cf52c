"""Reading a tally sheet, strictly: one way only to write it, so its digest stands for its ballots."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO

from voting.ballots import Ballot
from voting.pabulib import FileError
from voting.sheet import writer

_HEADER = re.compile(re.escape(writer.FORMAT).encode() + rb";(0|[1-9][0-9]{0,11})\n")


@dataclass(frozen=True)
class Block:
    """Some ballots at once: for each project a number whose bits say which of them name it, the first on top."""

    size: int
    columns: Mapping[str, int]

    @property
    def full(self) -> int:
        """The bits of all of them."""
        return (1 << self.size) - 1

    def ballots(self, which: int) -> Iterator[Ballot]:
        """Those of some bits, one by one."""
        named: dict[int, list[str]] = {at: [] for at in self._places(which)}
        for one, column in self.columns.items():
            for at in self._places(column & which):
                named[at].append(one)
        return map(tuple, named.values())

    def _places(self, bits: int) -> Iterator[int]:
        text = f"{bits:0{self.size}b}"
        at = text.find("1")
        while at >= 0:
            yield at
            at = text.find("1", at + 1)


class Sheet:
    """A sheet being read, and its digest."""

    def __init__(self, source: IO[bytes], ids: Sequence[str]) -> None:
        self._source, self._ids, self._line = source, ids, 0
        self._made = hashlib.sha256()

    def blocks(self) -> Iterator[Block]:
        """All the ballots, some at a time. FileError, with its line, for anything else."""
        header = _HEADER.fullmatch(self._next(64))
        if header is None:
            raise FileError("sheet_header", line=1)
        left = int(header[1])
        while left:
            size = min(writer.BLOCK, left)
            yield Block(size, {one: self._column(one, size) for one in self._ids})
            left -= size
        if self._next(1):
            raise FileError("sheet_end", line=self._line)

    def digest(self) -> str:
        """`sha256:` and the digest of what was read."""
        return f"sha256:{self._made.hexdigest()}"

    def _next(self, most: int) -> bytes:
        line = self._source.readline(most)
        self._line += 1
        self._made.update(line)
        return line

    def _column(self, one: str, size: int) -> int:
        start, width = f"{one};".encode(), -(-size // 8)
        line = self._next(len(start) + 2 * width + 1)
        if not line.startswith(start):
            raise FileError("sheet_project", line=self._line, value=one)
        try:
            bits = bytes.fromhex(line[len(start) :].decode("ascii"))
        except ValueError:
            bits = b""
        column = int.from_bytes(bits, "big")
        spare = 8 * width - size
        if len(bits) != width or not line.endswith(b"\n") or column & ((1 << spare) - 1):
            raise FileError("sheet_bits", line=self._line, value=one, expected=2 * width)
        return column >> spare
