"""Texts that are nearly the same: copied under another name, or posted twice."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rapidfuzz import fuzz

from moderation.screening.hints import Hint, HintKind

SAME_PERCENT = 85  # of likeness, words in any order
SHORTEST = 40  # signs; two short texts are alike by chance


class Other(NamedTuple):
    """A text to compare with: what names it, and what it says."""

    name: str
    text: str


def likeness(text: str, others: Iterable[Other]) -> Iterator[Hint]:
    """Each other text that says nearly the same, the likest first."""
    if len(text) < SHORTEST:
        return
    mine = text.lower()
    scored = (
        (fuzz.token_sort_ratio(mine, other.text.lower(), score_cutoff=SAME_PERCENT), other.name)
        for other in others
        if len(other.text) >= SHORTEST
    )
    for _score, name in sorted((each for each in scored if each[0]), key=lambda each: (-each[0], each[1])):
        yield Hint(HintKind.LIKENESS, name)
