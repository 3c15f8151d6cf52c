"""A classifier that learns from the decisions taken here: which texts end up refused or hidden.

Complement naive Bayes on words and pairs of words (Rennie, Shih, Teevan, Karger, "Tackling the Poor Assumptions of
Naive Bayes Text Classifiers", 2003): small, quick, without a network and explainable by its words. It gives a hint and
nothing else; how often that hint is right is measured on later decisions than those it learned from, and shown.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import log
from typing import NamedTuple

from moderation.screening.plain import plain

FEWEST = 60  # decisions, and at least FEWEST_OF_EACH refused and kept, before it says anything
FEWEST_OF_EACH = 15
HELD_OUT = Fraction(1, 4)  # of the decisions, the latest, are kept to measure
SURE = Fraction(8, 10)  # precision asked for on the decisions held out
_WORD = re.compile(r"[a-z]{2,}")


class Example(NamedTuple):
    """One text and what was decided about it in the end; appeals have the last word."""

    text: str
    was_removed: bool


class Measure(NamedTuple):
    """What the hints were worth on decisions the classifier had not seen."""

    hinted: int
    right: int
    removed: int
    held_out: int

    @property
    def precision(self) -> Fraction:
        """The share of its hints that people confirmed; nothing when it gave none."""
        return Fraction(self.right, self.hinted) if self.hinted else Fraction(0)

    @property
    def recall(self) -> Fraction:
        """The share of removed texts that it had pointed at."""
        return Fraction(self.right, self.removed) if self.removed else Fraction(0)


@dataclass(frozen=True)
class Learned:
    """Weights by word: above zero speaks for removal. `line` is the score from which a hint is given."""

    weights: dict[str, float]
    line: float
    measure: Measure

    def points_at(self, text: str) -> bool:
        """Whether a hint is given on this text."""
        return score(self.weights, text) >= self.line

    def words_of(self, text: str, most: int = 3) -> list[str]:
        """The words of the text that spoke most for removal."""
        known = {word: self.weights[word] for word in words(text) if self.weights.get(word, 0) > 0}
        return sorted(known, key=lambda word: (-known[word], word))[:most]


def learn(examples: Sequence[Example]) -> Learned | None:
    """A classifier from decisions, oldest first; None while they are too few, or when it is not right often enough."""
    cut = len(examples) - int(len(examples) * HELD_OUT)
    before, after = examples[:cut], examples[cut:]
    removed = sum(each.was_removed for each in before)
    if len(examples) < FEWEST or min(removed, len(before) - removed) < FEWEST_OF_EACH:
        return None
    weights = weighed(before)
    line = _line([(score(weights, each.text), each.was_removed) for each in before])
    measure = measured(weights, line, after)
    return Learned(weights, line, measure) if measure.precision >= SURE else None


def measured(weights: dict[str, float], line: float, examples: Sequence[Example]) -> Measure:
    """How the hints meet what people decided."""
    hinted = [each.was_removed for each in examples if score(weights, each.text) >= line]
    return Measure(len(hinted), sum(hinted), sum(each.was_removed for each in examples), len(examples))


def weighed(examples: Sequence[Example]) -> dict[str, float]:
    """By word, the logarithm of how much likelier it is in texts that were removed; each text counts a word once."""
    seen = {True: Counter[str](), False: Counter[str]()}
    for each in examples:
        seen[each.was_removed].update(set(words(each.text)))
    known = sorted(seen[True].keys() | seen[False].keys())
    total = {side: counts.total() + len(known) for side, counts in seen.items()}
    share = {side: {word: log((seen[side][word] + 1) / total[side]) for word in known} for side in seen}
    return {word: share[True][word] - share[False][word] for word in known}


def score(weights: dict[str, float], text: str) -> float:
    """The mean weight of the words of a text that are known; nothing when none is."""
    known = [weights[word] for word in sorted(set(words(text))) if word in weights]
    return sum(known) / len(known) if known else 0.0


def words(text: str) -> Iterator[str]:
    """Words and neighbouring pairs of a text, without accents or disguises."""
    single = _WORD.findall(plain(text).text)
    yield from single
    yield from (f"{one} {two}" for one, two in zip(single, single[1:], strict=False))


def _line(scored: Sequence[tuple[float, bool]]) -> float:
    """Half-way below the lowest score above which nine in ten of what was learned from had been removed."""
    falling = sorted(scored, reverse=True)
    marks = [mark for mark, _removed in falling]
    line = marks[0] + 1
    right = 0
    for rank, (mark, removed) in enumerate(falling, 1):
        right += removed
        if 10 * right >= 9 * rank and mark > 0:
            line = (mark + max(marks[rank], 0)) / 2 if rank < len(marks) else mark
    return line
