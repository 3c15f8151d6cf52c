"""Pictures without a photograph: a composition of tokens, different for each key and stable for ever.

Only integers drawn from a digest decide, so the same project has the same picture on every machine.
Coordinates are in the units of a drawing 320 wide and 160 high, in square cells of 40.
"""

import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

CELL, COLUMNS, ROWS = 40, 8, 4
TONES = 4  # tone 4 is the accent: it appears once in a picture
TINTS = 10
SVG = Markup(
    '<svg class="pattern tint-{}" viewBox="0 0 320 160" preserveAspectRatio="xMidYMid slice" aria-hidden="true"'
    ' focusable="false"><rect class="tone-0" width="320" height="160"/>{}</svg>'
)


class Token(NamedTuple):
    """One mark: the path to fill and its tone, 1 (closest to the ground) to 4 (the accent)."""

    path: str
    tone: int


def _disc(cx: int, cy: int, r: int) -> str:
    return f"M{cx - r} {cy}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0z"


def _quarter(x: int, y: int, size: int, turn: int) -> str:
    """A quarter of a disc filling a square cell, its centre in one of the four corners."""
    s = size
    return (
        f"M{x} {y}h{s}a{s} {s} 0 0 1 {-s} {s}z",
        f"M{x + s} {y}v{s}a{s} {s} 0 0 1 {-s} {-s}z",
        f"M{x + s} {y + s}h{-s}a{s} {s} 0 0 1 {s} {-s}z",
        f"M{x} {y + s}v{-s}a{s} {s} 0 0 1 {s} {s}z",
    )[turn % 4]


def _half(x: int, y: int, size: int, turn: int) -> str:
    """Half a disc standing on one of the four sides of a square cell."""
    s, r = size, size // 2
    return (
        f"M{x} {y + s}a{r} {r} 0 0 1 {s} 0z",
        f"M{x} {y}a{r} {r} 0 0 0 {s} 0z",
        f"M{x} {y}a{r} {r} 0 0 1 0 {s}z",
        f"M{x + s} {y}a{r} {r} 0 0 0 0 {s}z",
    )[turn % 4]


def _marks(digest: bytes) -> Iterator[Token]:
    """One large token on a block of two cells by two, the accent beside it, small marks in the other cells."""
    big_x, big_y = digest[60] % (COLUMNS - 1), digest[61] % (ROWS - 1)
    block = {(big_x + i, big_y + j) for i in (0, 1) for j in (0, 1)}
    free = [(x, y) for y in range(ROWS) for x in range(COLUMNS) if (x, y) not in block]
    accent = free[digest[62] % len(free)]
    yield Token(_disc((big_x + 1) * CELL, (big_y + 1) * CELL, CELL), 3)
    yield Token(_quarter(big_x * CELL + CELL * (digest[63] % 2), big_y * CELL, CELL, digest[63]), 2)
    for place, byte in zip(free, digest, strict=False):
        x, y, tone = place[0] * CELL, place[1] * CELL, 1 + byte // 16 % 3
        if place == accent:
            yield Token(_disc(x + CELL // 2, y + CELL // 2, CELL // 2), TONES)
        elif byte % 11 < 3:
            yield Token(_quarter(x, y, CELL, byte // 8), tone)
        elif byte % 11 < 5:
            yield Token(_half(x, y, CELL, byte // 8), tone)
        elif byte % 11 == 5:
            yield Token(_disc(x + CELL // 2, y + CELL // 2, CELL // 2), tone)
        elif byte % 11 == 6:
            yield Token(_disc(x + CELL // 2, y + CELL // 2, CELL // 5), tone)


def pattern_of(key: str) -> list[Token]:
    """Return the marks of the picture of `key` (any stable text, such as a public identifier), in drawing order."""
    return list(_marks(hashlib.shake_256(str(key).encode()).digest(64)))


@lru_cache(maxsize=500)
def picture_of(key: str, theme: str | None) -> Markup:
    """The picture of `key` in the colours of its theme, as SVG; decorative: nothing that reads aloud stops there."""
    marks = Markup("").join(Markup('<path class="tone-{}" d="{}"/>').format(t.tone, t.path) for t in pattern_of(key))
    return SVG.format(tint_of(theme), marks)


def tint_of(theme: str | None) -> str:
    """Return the tint of a theme: its own code when it is one ("patrimoine", see theme.css), else 1 to 10 by digest."""
    code = str(theme or "")
    if re.fullmatch("[a-z_]+", code):
        return code
    return str(hashlib.sha256(code.encode()).digest()[0] % TINTS + 1)
