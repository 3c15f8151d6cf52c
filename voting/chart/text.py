"""Tables and bars in plain text."""

from collections.abc import Sequence
from fractions import Fraction

from voting.chart.picture import in_order, shortened
from voting.statistics.figures import rounded

BLOCKS = " ▏▎▍▌▋▊▉█"


def bar(share: Fraction, width: int) -> str:
    """A bar of `width` characters when the share is 1, to the nearest eighth of a character, filled up with spaces."""
    eighths = rounded(min(Fraction(1), max(Fraction(0), share)) * width * 8, 0)
    full, rest = divmod(eighths, 8)
    return (BLOCKS[8] * full + (BLOCKS[rest] if rest else "")).ljust(width)


def bars(rows: Sequence[tuple[str, Fraction, str]], width: int = 30) -> list[str]:
    """One line for each (label, share, text): the label, the bar, the text."""
    room = max((len(label) for label, _, _ in rows), default=0)
    return [f"{label.ljust(room)}  {bar(share, width)}  {text}".rstrip() for label, share, text in rows]


def columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows of cells as aligned lines: the first column to the left, the others to the right."""
    widths = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.rjust(width) if at else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]


def tokens(rows: Sequence[tuple[str, Sequence[bool]]], width: int = 70) -> list[str]:
    """One line for each project: a token for each column, then its name."""
    return [f"{in_order(marks)}  {shortened(name, width)}" for name, marks in rows]
