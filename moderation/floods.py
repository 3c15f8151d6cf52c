"""Flags that come together: a call to report, or one person behind many names. They make one case and weigh less."""

from dataclasses import dataclass
from datetime import timedelta

WINDOW = timedelta(hours=1)
MANY = 30  # flags on one subject within the window, whoever they come from
SOME = 10  # when most of them come from nobody known, or in the same words
MOST = (2, 3)  # two in three
SAME_WORDS = 5


@dataclass(frozen=True)
class Recent:
    """The flags on one subject within the window."""

    flags: int
    unknown: int  # without account, or from an account made within a week
    same_words: int  # the most that say the same, word for word


def is_flood(recent: Recent) -> bool:
    """Whether they look coordinated."""
    if recent.flags >= MANY:
        return True
    part, whole = MOST
    mostly_unknown = recent.flags >= SOME and whole * recent.unknown >= part * recent.flags
    return mostly_unknown or recent.same_words >= SAME_WORDS
