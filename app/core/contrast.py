"""The start-up check of the theme: every pair of text and ground is readable, in light and in dark.

WCAG 2.2, criterion 1.4.3: 4.5 to 1.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from flask import Flask

ENOUGH = Fraction(9, 2)
PAIRS = (
    ("ink", "paper"),
    ("ink", "sand"),
    ("ink", "raised"),
    ("ink-soft", "paper"),
    ("ink-soft", "sand"),
    ("primary", "paper"),
    ("primary", "sand"),
    ("on-primary", "primary"),
    ("on-sun", "sun"),
    ("on-poppy", "poppy"),
    ("primary-strong", "primary-wash"),
    ("sun-strong", "sun-wash"),
    ("poppy-strong", "poppy-wash"),
    ("on-night", "night"),
)


def check_contrasts(app: Flask) -> None:
    """Say in the log which pairs of the theme are too close to be read; the site starts all the same."""
    theme = Path(str(app.static_folder)) / "css" / "theme.css"
    for light, text, ground in weak_pairs(theme.read_text("utf-8")):
        app.logger.warning("theme.css: --%s on --%s is hard to read in %s (less than 4.5:1)", text, ground, light)


def weak_pairs(css: str) -> Iterator[tuple[str, str, str]]:
    """Every (light or dark, text, ground) of PAIRS under 4.5 : 1; the dark theme keeps what it does not rename."""
    colours: dict[str, str] = {}
    before, dark = css.split("@media (prefers-color-scheme: dark)", 1)
    for name, block in (("light", before), ("dark", dark.split("/*", 1)[0])):
        colours |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
        yield from ((name, text, ground) for text, ground in PAIRS if contrast(colours[text], colours[ground]) < ENOUGH)


def contrast(one: str, other: str) -> Fraction:
    """The contrast ratio of two colours written #rrggbb, as WCAG 2.2 defines it."""
    lights = sorted((_luminance(one), _luminance(other)))
    return (lights[1] + Fraction(1, 20)) / (lights[0] + Fraction(1, 20))


def _luminance(colour: str) -> Fraction:
    red, green, blue = (_linear(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    return Fraction(2126, 10000) * red + Fraction(7152, 10000) * green + Fraction(722, 10000) * blue


def _linear(value: int) -> Fraction:
    share = Fraction(value, 255)
    return (
        share / Fraction(1292, 100)
        if share <= Fraction(4045, 100000)
        else Fraction(float((share + Fraction(55, 1000)) / Fraction(1055, 1000)) ** 2.4)
    )
