"""A row of text and its cells: `;` between them, quotes around those that hold one, quotes doubled inside."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_OPEN = re.compile(r'[^\S\n]*"')


class Split(NamedTuple):
    """The text of the whole row, where its cells begin, the cells, and the cell whose quote is open (None: none)."""

    text: str
    starts: list[int]
    cells: list[str]
    broken: int | None


def joined(cells: Iterable[str]) -> str:
    """The row of these cells, two or more, ended by a newline; quotes where they are needed only."""
    return ";".join(map(_quoted, cells)) + "\n"


def _quoted(cell: str) -> str:
    if ";" not in cell and '"' not in cell and "\n" not in cell and "\r" not in cell:
        return cell
    doubled = cell.replace('"', '""')
    return f'"{doubled}"'


def split(text: str, more: Iterator[str]) -> Split:
    """Split a row. `more` gives the lines that follow, for a cell in quotes that goes on.

    What follows a closing quote belongs to the cell, unless the cell is of several lines: its quote was then meant to
    close earlier, or not to open.
    """
    starts, cells, at = [0], list[str](), 0
    while True:
        opened = _OPEN.match(text, at)
        if opened is None:
            end = _end(text, at)
            cell = text[at:end]
        else:
            text, close = _closing(text, opened.end(), more)
            end = _end(text, close + 1)
            cell, rest = text[opened.end() : close].replace('""', '"'), text[close + 1 : end]
            if close < 0 or ("\n" in cell and rest.strip()):
                return Split(text, starts, cells, len(cells))
            cell += rest
        cells.append(cell)
        if not text.startswith(";", end):
            return Split(text, starts, cells, None)
        at = end + 1
        starts.append(at)


def _end(text: str, at: int) -> int:
    """Where a cell without quotes ends."""
    end = text.find(";", at)
    return end if end >= 0 else len(text) - text.endswith("\n")


def _closing(text: str, at: int, more: Iterator[str]) -> tuple[str, int]:
    """The text with as many lines more as it takes, and the place of the closing quote in it (-1: there is none)."""
    parts, before, line = [text], 0, text
    while True:
        close = line.find('"', at)
        if close >= 0 and not line.startswith('"', close + 1):
            return "".join(parts), before + close
        if close >= 0:
            at = close + 2
            continue
        following = next(more, None)
        if following is None:
            return "".join(parts), -1
        before, at, line = before + len(line), 0, following
        parts.append(line)
