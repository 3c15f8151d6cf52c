"""A text without its disguises (accents, look-alikes, hidden signs, spread letters), and where each sign stood."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from moderation.screening.hints import Hint, HintKind

_LOOK_ALIKE = str.maketrans("аеорсухіӏѕԁһвкмнтαορεικν’‘´`", "aeopcyxilsdhbkmhtaopeikv''''")
_SPREAD = re.compile(r"(?<![^\W_])[^\W\d_](?:[ .\-_*/][^\W\d_]){3,}(?![^\W_])")
_RUN = re.compile(r"([^\W\d_])\1{2,}")


class Plain(NamedTuple):
    """Small letters without accents; `at[i]` is where the sign i stood in the text as it was written."""

    text: str
    at: tuple[int, ...]

    def hint(self, kind: HintKind, match: re.Match[str], written: str) -> Hint:
        """A hint on what was found here, shown as it was written."""
        start, end = self.at[match.start()], self.at[match.end() - 1] + 1
        return Hint(kind, written[start:end], start)


def plain(written: str) -> Plain:
    """The text as a reader hears it. Letters spread one by one ("c o n") are put together again."""
    signs: list[str] = []
    at: list[int] = []
    for place, sign in enumerate(written):
        parts = _heard(sign)
        signs.append(parts)
        at.extend([place] * len(parts))
    return _gathered("".join(signs), at)


@lru_cache(maxsize=4096)
def _heard(sign: str) -> str:
    parts = unicodedata.normalize("NFKD", sign).lower().translate(_LOOK_ALIKE)
    return "".join(part for part in parts if not unicodedata.combining(part) and unicodedata.category(part) != "Cf")


def _gathered(text: str, at: list[int]) -> Plain:
    """One letter instead of three or more, and letters spread one by one put together."""
    keep = [True] * len(text)
    for run in _RUN.finditer(text):
        keep[run.start() + 1 : run.end()] = [False] * (run.end() - run.start() - 1)
    for spread in _SPREAD.finditer(text):
        for place in range(spread.start() + 1, spread.end(), 2):
            keep[place] = False
    return Plain(
        "".join(sign for sign, kept in zip(text, keep, strict=True) if kept),
        tuple(place for place, kept in zip(at, keep, strict=True) if kept),
    )
