"""Two people changed the same text: their changes are put together, and where they meet both stay (three-way merge).

Pure: texts in, texts out. The method is diff3 (Khanna, Kunal, Pierce, "A Formal Investigation of Diff3", 2007) over
sentences and lines, so that no sentence is ever made of two halves. The space after a sentence is no part of it:
whoever goes on writing after the last one has changed nothing before.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_SENTENCES = re.compile(r"(?:[^.!?…\n]|[.!?…]+(?=[^\s.!?…]))*[.!?…]*[^\S\n]*\n*")  # "3.5" and "asso.fr" are not cut


class Clash(NamedTuple):
    """The same passage, written differently by two people."""

    theirs: str
    mine: str


class Merge(NamedTuple):
    """The two texts put together; where they clash, theirs stands first and mine after it."""

    text: str
    clashes: list[Clash]


def merge(base: str, theirs: str, mine: str, *, whole: bool = False) -> Merge:
    """Put together what two people made of `base`; a `whole` answer (a date, an amount) is never mixed."""
    if theirs == mine or mine == base:
        return Merge(theirs, [])
    if theirs == base:
        return Merge(mine, [])
    if whole:
        return Merge(mine, [Clash(theirs, mine)])
    return _merged(sentences(base), sentences(theirs), sentences(mine))


def sentences(text: str) -> list[str]:
    """The text cut after each sentence and line; joined again, it is the same."""
    return [piece for piece in _SENTENCES.findall(text) if piece]


def _merged(base: Sequence[str], theirs: Sequence[str], mine: Sequence[str]) -> Merge:
    text, clashes = "", []
    at = (0, 0, 0)
    for b, t, m, length in _common(*(_words(each) for each in (base, theirs, mine))):
        old, one, two = ("".join(s[i:j]) for s, i, j in zip((base, theirs, mine), at, (b, t, m), strict=True))
        if one.strip() == two.strip() or two.strip() == old.strip():
            text = _followed_by(text, one)
        elif one.strip() == old.strip():
            text = _followed_by(text, two)
        else:
            clashes.append(Clash(one.strip(), two.strip()))
            text = _followed_by(text, _one_after_the_other(one, two))
        for n in range(length):
            text = _followed_by(text, _spaced(base[b + n], theirs[t + n], mine[m + n]))
        at = (b + length, t + length, m + length)
    return Merge(text, clashes)


def _words(pieces: Sequence[str]) -> list[str]:
    return [piece.rstrip() for piece in pieces]


def _spaced(base: str, theirs: str, mine: str) -> str:
    """The same sentence three times, with the space that somebody changed; the wider one when both did."""
    if mine == base or theirs == base:
        return theirs if mine == base else mine
    return max(theirs, mine, key=len)


def _followed_by(text: str, more: str) -> str:
    """What was last in one text may have something after it now."""
    return text + (" " if text and more and not text[-1].isspace() else "") + more


def _one_after_the_other(one: str, two: str) -> str:
    between = "" if not one.strip() or one.endswith(("\n", " ")) else "\n\n"
    return one + between + two


def _common(base: Sequence[str], theirs: Sequence[str], mine: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """The runs that all three share, as (in base, in theirs, in mine, length); an empty one at the end."""
    left = SequenceMatcher(None, base, theirs).get_matching_blocks()
    right = SequenceMatcher(None, base, mine).get_matching_blocks()
    i = j = 0
    while i < len(left) and j < len(right):
        start = max(left[i].a, right[j].a)
        end = min(left[i].a + left[i].size, right[j].a + right[j].size)
        if start < end:
            yield start, left[i].b + start - left[i].a, right[j].b + start - right[j].a, end - start
        if left[i].a + left[i].size < right[j].a + right[j].size:
            i += 1
        else:
            j += 1
    yield len(base), len(theirs), len(mine), 0
