"""The word lists of the folder `lexicon/`: read once, and made into patterns."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "lexicon"
STARTS, ENDS = r"(?<![^\W_])", r"(?![^\W_])"


@cache
def lines_of(name: str) -> tuple[str, ...]:
    """The expressions of one list, in their order, without comments."""
    lines = (line.strip() for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


def spaced(expression: str) -> str:
    """The pattern of an expression: a space in it stands for any space or hyphen, and " ?" for none or one."""
    return expression.replace(" ?", r"\s?").replace(" ", r"[\s\-]+")


def pattern_of(expressions: tuple[str, ...]) -> re.Pattern[str]:
    """Any of these, whole words only."""
    return re.compile(f"{STARTS}(?:{'|'.join(spaced(each) for each in expressions)}){ENDS}")


class Cue(NamedTuple):
    """One sign of a subject among others; one that `suffices` needs no second."""

    pattern: re.Pattern[str]
    suffices: bool


def cues_of(name: str) -> list[Cue]:
    """The cues of a list: "== title" opens one, "==! title" one that suffices."""
    cues: list[tuple[list[str], bool]] = []
    for line in lines_of(name):
        if line.startswith("=="):
            cues.append(([], line.startswith("==!")))
        else:
            cues[-1][0].append(line)
    return [Cue(pattern_of(tuple(lines)), suffices) for lines, suffices in cues]
