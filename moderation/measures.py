"""The ladder of measures on an account: a warning, then less and less, each for a time; the next step is a suggestion.

None touches the right to read, to vote, to appeal or to leave (Regulation (EU) 2022/2065, article 23).
"""

from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum

from moderation.words import Words


class MeasureKind(StrEnum):
    """What an account may be told or refused, the mildest first."""

    WARNING = "warning"
    NO_COMMENT = "no_comment"
    NO_POST = "no_post"
    SUSPENDED = "suspended"


class Deed(StrEnum):
    """What an account does that a measure may refuse."""

    COMMENT = "comment"  # comments, contributions to meetings
    POST = "post"  # ideas, projects, organisations, pictures
    TAKE_PART = "take_part"  # supporting, which others count; reporting stays open to everybody


REFUSES: dict[MeasureKind, frozenset[Deed]] = {
    MeasureKind.WARNING: frozenset(),
    MeasureKind.NO_COMMENT: frozenset({Deed.COMMENT}),
    MeasureKind.NO_POST: frozenset({Deed.COMMENT, Deed.POST}),
    MeasureKind.SUSPENDED: frozenset(Deed),
}
LASTS: dict[MeasureKind, timedelta | None] = {  # what the form proposes; a warning has no end
    MeasureKind.WARNING: None,
    MeasureKind.NO_COMMENT: timedelta(days=7),
    MeasureKind.NO_POST: timedelta(days=30),
    MeasureKind.SUSPENDED: timedelta(days=90),
}
LONGEST = timedelta(days=365)
COUNTS_FOR = timedelta(days=365)  # an older measure is forgotten when the next is proposed
MEASURE_WORDS = {
    MeasureKind.WARNING: Words("Un avertissement", "A warning"),
    MeasureKind.NO_COMMENT: Words("Ne peut plus commenter", "Cannot comment"),
    MeasureKind.NO_POST: Words("Ne peut plus rien publier", "Cannot post anything"),
    MeasureKind.SUSPENDED: Words("Compte suspendu", "Account suspended"),
}


def next_step(earlier: Sequence[MeasureKind]) -> MeasureKind:
    """The step above the highest of the last year."""
    steps = list(MeasureKind)
    if not earlier:
        return MeasureKind.WARNING
    highest = max(steps.index(one) for one in earlier)
    return steps[min(highest + 1, len(steps) - 1)]
