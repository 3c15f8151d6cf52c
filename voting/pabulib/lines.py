"""From bytes to lines of text."""

import re
from collections.abc import Iterable, Iterator

from voting.pabulib.cells import PabulibError

BOM = b"\xef\xbb\xbf"
_END = re.compile("\r\n?|\n")


class Lines:
    """The lines of a file in bytes, as text. Only \\n, \\r and \\r\\n end one: exotic separators in a name are kept.

    `number` is the line last given, from 1; `read` how many bytes it took to get there; `waiting`: some of them are
    lines still to be given. Both start at zero, unless the source is a later part of a file.
    """

    def __init__(self, source: Iterable[bytes], *, number: int = 0, read: int = 0) -> None:
        self.number, self.read = number, read
        self.waiting: list[str] = []
        self._source = iter(source)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if not self.waiting:
            raw = next(self._source)
            line = self._decoded(raw if self.read else raw.removeprefix(BOM))
            self.read += len(raw)
            self.waiting = _ended(line) if "\r" in line else [line]
        self.number += 1
        return self.waiting.pop()

    def _decoded(self, raw: bytes) -> str:
        try:
            return raw.decode()
        except UnicodeDecodeError as error:
            before = _END.split(raw[: error.start].decode())
            raise PabulibError(self.number + len(before), len(before[-1]) + 1, "pb_encoding") from None


def _ended(line: str) -> list[str]:
    """The lines in one that \\r ends or divides too, the last one first; \\n ends each that is ended."""
    *parts, last = _END.split(line)
    return [*([last] if last else []), *(f"{part}\n" for part in reversed(parts))]
