"""In which order cases are read: each is due some time after it was opened, the sooner the graver it is.

A light case that has waited long stands before a grave one of this minute, so that nothing waits for ever; a possible
danger stands before everything.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median
from typing import NamedTuple

from moderation.screening.hints import Gravity

DELAYS = {  # the time the team gives itself
    Gravity.VITAL: timedelta(0),
    Gravity.GRAVE: timedelta(hours=24),
    Gravity.NOTABLE: timedelta(days=3),
    Gravity.LIGHT: timedelta(days=7),
}
CLAIM = timedelta(minutes=30)  # how long a case stays with whoever took it


def due_at(opened_at: datetime, gravity: Gravity) -> datetime:
    """When it should be decided at the latest."""
    return opened_at + DELAYS[gravity]


def order(gravity: Gravity, opened_at: datetime) -> tuple[bool, datetime]:
    """The key of its place, the least is read first."""
    return (gravity is not Gravity.VITAL, due_at(opened_at, gravity))


def is_held(claimed_at: datetime | None, now: datetime) -> bool:
    """Whether somebody has it still: a claim that is forgotten goes by itself."""
    return claimed_at is not None and now - claimed_at < CLAIM


class ServiceTime(NamedTuple):
    """How long cases wait: of those decided lately the middle one, of those that wait the oldest."""

    median: timedelta | None
    oldest: timedelta | None


def service_time(decided: Sequence[timedelta], oldest: timedelta | None) -> ServiceTime:
    """The two figures in view at the desk."""
    middle = timedelta(seconds=median(each.total_seconds() for each in decided)) if decided else None
    return ServiceTime(middle, oldest)
