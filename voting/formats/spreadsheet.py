"""Rows of text that open in a spreadsheet as they are: `;` between cells, and nothing a spreadsheet would compute."""

from collections.abc import Iterable

from voting.pabulib.quotes import joined

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a cell for a formula."""
SAFE = "'"


def rows_csv(rows: Iterable[Iterable[str]]) -> str:
    """The rows as text. Cells that begin like a formula are put behind an apostrophe."""
    return "".join(joined(map(neutral, row)) for row in rows)


def neutral(cell: str) -> str:
    """The cell, with an apostrophe before what a spreadsheet would compute, and before an apostrophe."""
    return SAFE + cell if cell.startswith((*FORMULA, SAFE)) else cell


def original(cell: str) -> str:
    """Back from `neutral`."""
    return cell.removeprefix(SAFE)
