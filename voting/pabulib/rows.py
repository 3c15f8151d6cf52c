"""From bytes to rows of cells, one section after another. A row knows where each of its cells begins."""

from collections.abc import Iterator
from typing import NamedTuple

from voting.pabulib.cells import PabulibError
from voting.pabulib.lines import Lines
from voting.pabulib.notes import Notes
from voting.pabulib.quotes import split

SECTIONS = ("META", "PROJECTS", "VOTES")


class Row(NamedTuple):
    """One row: the line where it begins (from 1), its cells, and its text as in the file (its lines end with \\n)."""

    line: int
    cells: list[str]
    text: str

    def error(self, cell: int, code: str, **values: int | str) -> PabulibError:
        """The error for one of its cells (from 0), or for the row itself when it has no such cell."""
        starts = split(self.text, iter(())).starts
        before = self.text[: starts[cell] if cell < len(starts) else 0].split("\n")
        return PabulibError(self.line + len(before) - 1, len(before[-1]) + 1, code, **values)


def _rows_of(lines: Lines, notes: Notes) -> Iterator[Row]:
    """The rows that are not blank."""
    for text in lines:
        line = lines.number
        if '"' in text:
            found = split(text, lines)
            row = Row(line, found.cells, found.text)
            if found.broken is not None:
                raise row.error(found.broken, "pb_quote")
        else:
            row = Row(line, text.removesuffix("\n").split(";"), text)
        if any(map(str.strip, row.cells)):
            yield row
        else:
            notes.add("pb_blank", line)


class Rows:
    """The rows that are not blank, one section at a time."""

    def __init__(self, lines: Lines, notes: Notes) -> None:
        self.lines, self.notes = lines, notes
        self._rows = _rows_of(lines, notes)  # not a method: with no circle, memory is free at once
        self._title: Row | None = None

    def header(self, name: str, *needed: str) -> list[str]:
        """The columns of the section that must come now. PabulibError when it is not there, or lacks one `needed`."""
        title = self._title or next(self._rows, None)
        if title is None:
            raise PabulibError(max(1, self.lines.number), 1, "pb_section", section=name)
        if not _opens(title, name):
            raise title.error(0, "pb_section", section=name)
        return self.names(name, *needed, otherwise=title)

    def names(self, section: str, *needed: str, otherwise: Row | None = None) -> list[str]:
        """The next row (`otherwise`, at the end of the file) as the names of columns."""
        row = next(self._rows, otherwise) or Row(1, [], "")
        names = [cell.strip() for cell in row.cells]
        if names != row.cells:
            self.notes.add("pb_spaces", row.line)
        while names and not names[-1]:
            names.pop()
        for column in needed:
            if column not in names:
                raise row.error(0, "pb_header", name=column, section=section)
        for place, column in enumerate(names):
            if column in names[:place]:
                raise row.error(place, "pb_twice", value=column, section=section)
        if "target" in names:  # what `beneficiaries` was called before April 2026
            self.notes.add("pb_target", row.line)
        if names[0] != needed[0]:
            self.notes.add("pb_order", row.line, of=section, name=needed[0], section=section)
        return names

    def body(self, width: int, *, last: bool = False) -> Iterator[Row]:
        """The rows up to the next section (the end, in the `last`), of `width` cells without spaces around them."""
        self._title = None
        for row in self._rows:
            if not last and any(_opens(row, section) for section in SECTIONS):
                self._title = row
                return
            cells = [cell.strip() for cell in row.cells]
            if cells != row.cells:
                self.notes.add("pb_spaces", row.line)
            if len(cells) != width:
                self._fit(row, cells, width)
            yield Row(row.line, cells, row.text)

    def _fit(self, row: Row, cells: list[str], width: int) -> None:
        """Cells left out at the end are empty ones; empty cells too many are dropped."""
        for place, cell in enumerate(cells[width:], width):
            if cell:
                raise row.error(place, "pb_cells", found=len(cells), expected=width)
        self.notes.add("pb_width", row.line, found=len(cells), expected=width)
        cells[width:] = []
        cells.extend([""] * (width - len(cells)))


def _opens(row: Row, section: str) -> bool:
    """Whether a row is the title of a section."""
    first, *rest = row.cells
    return first.strip().upper() == section and not any(map(str.strip, rest))
