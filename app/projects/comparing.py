"""What changed from one text to another, word by word, as people read it. Pure: texts in, pieces out."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

SAME, GONE, NEW = "same", "gone", "new"
_WORDS = re.compile(r"\w+(?:[’'-]\w+)*[’']?|\s+|[^\w\s]")


class Piece(NamedTuple):
    """A run of words that stayed, went or came."""

    kind: str
    text: str


def changes(before: str, after: str) -> list[Piece]:
    """The pieces of both texts in reading order; what went stands before what came in its place."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    return list(_joined(list(_steps(old, new))))


def _steps(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """(what stayed, what went, what came) in turn. A lone space between two changes belongs to them."""
    went = came = ""
    for tag, i, j, k, m in SequenceMatcher(None, old, new).get_opcodes():
        gone, kept = "".join(old[i:j]), "".join(new[k:m])
        if tag != "equal":
            went, came = went + gone, came + kept
        elif (went or came) and kept.isspace() and "\n" not in kept:
            went, came = went + kept, came + kept
        else:
            yield "", went, came
            went = came = ""
            yield kept, "", ""
    yield "", went, came


def _joined(steps: Sequence[tuple[str, str, str]]) -> Iterator[Piece]:
    for stayed, went, came in steps:
        if went == came and went:
            yield Piece(SAME, went)
            continue
        end = len(went) - len(went.rstrip()) if went.rstrip() and came.rstrip() else 0
        shared = went[len(went) - end :] if end and came.endswith(went[len(went) - end :]) else ""
        for kind, text in ((SAME, stayed), (GONE, _without(went, shared)), (NEW, _without(came, shared))):
            if text:
                yield Piece(kind, text)
        if shared:
            yield Piece(SAME, shared)


def _without(text: str, end: str) -> str:
    return text[: len(text) - len(end)] if end else text
