"""How a text is written: in capitals, again and again, hardly at all."""

import re
from collections import Counter
from collections.abc import Iterator

from moderation.screening.hints import Hint, HintKind

SHORTEST = 30  # signs; below, there is rarely an idea to understand
LETTERS_TO_JUDGE = 20  # below, capitals are an acronym or a name, not a shout
SHOUTING_PERCENT = 60  # of the letters are capitals
SAME_SENTENCES, SAME_WORDS = 3, 4  # times
WORDS_TO_JUDGE, ONE_WORD_PERCENT = 12, 30  # of a text made of one long word

_RUN_OF_SIGNS = re.compile(r"([^\W\d_])\1{4,}|([!?])[!?]{4,}|([^\w\s.\-_=*#/])\3{5,}")
_RUN_OF_WORDS = re.compile(
    rf"\b(\w{{2,30}}(?:[ ’'\-]\w{{2,30}}){{0,4}})(?:\W{{1,3}}\1\b){{{SAME_WORDS - 1},}}", re.IGNORECASE
)
_RUN_OF_SYLLABLES = re.compile(r"([^\W\d_]{2,4})\1{4,}", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?\n]+")
_WORD = re.compile(r"\w{4,}")


def manner(text: str) -> Iterator[Hint]:
    """Repetition, capitals, shortness."""
    yield from _repeated(text)
    if is_shouting(text):
        yield Hint(HintKind.SHOUTING)
    if len(text.strip()) < SHORTEST:
        yield Hint(HintKind.SHORT)


def _repeated(text: str) -> Iterator[Hint]:
    """The first repetition of each shape: signs, words in a row, whole sentences, one word everywhere."""
    for pattern in (_RUN_OF_SIGNS, _RUN_OF_SYLLABLES, _RUN_OF_WORDS):
        if match := pattern.search(text):
            yield Hint(HintKind.REPETITION, match.group()[:60], match.start())
    sentences = Counter(" ".join(each.lower().split()) for each in _SENTENCE.findall(text))
    often = [each for each, times in sentences.items() if times >= SAME_SENTENCES and len(each) >= 8]
    yield from (Hint(HintKind.REPETITION, each[:60]) for each in often[:1])
    words = Counter(each.lower() for each in _WORD.findall(text))
    if not often and words.total() >= WORDS_TO_JUDGE:
        word, times = words.most_common(1)[0]
        if 100 * times >= ONE_WORD_PERCENT * words.total():
            yield Hint(HintKind.REPETITION, word)


def is_shouting(text: str) -> bool:
    """Whether at least SHOUTING_PERCENT of the letters are capitals, in a text long enough to tell."""
    letters = [c for c in text if c.isalpha()]
    capitals = sum(1 for c in letters if c.isupper())
    return len(letters) >= LETTERS_TO_JUDGE and 100 * capitals >= SHOUTING_PERCENT * len(letters)
