"""Words that a life may hang on: somebody who means to die, or who threatens to kill or to strike a place.

A text like these is read at once (regulation (EU) 2022/2065, article 18), whoever else waits.
"""

from collections.abc import Iterator

from moderation.screening.hints import Hint, HintKind
from moderation.screening.lexicon import lines_of, pattern_of
from moderation.screening.plain import Plain

_ALARM = pattern_of(lines_of("alarm"))


def alarm(plain: Plain, written: str) -> Iterator[Hint]:
    """Each passage to read at once."""
    for match in _ALARM.finditer(plain.text):
        yield plain.hint(HintKind.ALARM, match, written)
