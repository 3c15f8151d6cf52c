"""A QR code (ISO/IEC 18004) as a drawing that a template writes: the same on the page and in the PDF."""

from typing import NamedTuple

import segno

QUIET = 4  # modules left white around it (ISO/IEC 18004, §5.3.8)


class Drawing(NamedTuple):
    """The side of the square, in modules, and the outline of its dark ones (SVG path)."""

    side: int
    path: str


def drawing_of(address: str) -> Drawing:
    """The square that leads a telephone to an address."""
    rows = segno.make(address, error="m", micro=False).matrix
    dark = [(x + QUIET, y + QUIET) for y, row in enumerate(rows) for x, module in enumerate(row) if module]
    return Drawing(len(rows) + 2 * QUIET, "".join(f"M{x} {y}h1v1h-1z" for x, y in dark))
