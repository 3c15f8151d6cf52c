"""What a chart shows, whatever draws it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple


class Segment(NamedTuple):
    """A piece of a bar: its share of the whole bar (0 to 1), what is written on it, and what it means in full.

    `short` is written where there is no room for `text`.
    """

    share: Fraction
    text: str
    meaning: str
    short: str = ""


class Bar(NamedTuple):
    """One bar: what it is about, its pieces from the left, and what is written at its end."""

    label: str
    segments: tuple[Segment, ...]
    text: str = ""


@dataclass(frozen=True)
class Picture:
    """One comparison: the same labels, in the same order, in both sets of bars and as the columns of the tokens.

    `tokens`: project -> under which of the labels it is selected; `more` says what was left out of them ("": nothing).
    """

    title: str
    subtitle: str
    labels: tuple[str, ...]
    served_title: str
    served: tuple[Bar, ...]
    money_title: str
    money: tuple[Bar, ...]
    tokens_title: str
    tokens: tuple[tuple[str, tuple[bool, ...]], ...]
    more: str
    description: str


def shortened(text: str, length: int) -> str:
    """The text on one line, cut with an ellipsis when it is longer."""
    line = re.sub(r"[ \t\r\n]+", " ", text).strip()  # spaces that do not break are kept
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def wrapped(text: str, length: int) -> list[str]:
    """The words of a label on two lines at most."""
    words, first = text.split(" "), ""
    while words and (not first or len(first) + 1 + len(words[0]) <= length):
        first = f"{first} {words.pop(0)}".strip()
    return [first, shortened(" ".join(words), length)] if words else [first]


def in_order(marks: Sequence[bool]) -> str:
    """A row of tokens as text: ● selected, ○ not."""
    return " ".join("●" if mark else "○" for mark in marks)
