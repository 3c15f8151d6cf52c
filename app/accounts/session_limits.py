"""How long a session lives, and how much it proves.

Source: OWASP ASVS 5.0, 7.3.1 (idle limit), 7.3.2 (absolute limit), 7.5.3 (proof again before what nobody takes back).
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from app.accounts.models import Person, SignIn
from app.core import clock


class Life(NamedTuple):
    """How long a session lives at most, and how long without a visit."""

    absolute: timedelta
    idle: timedelta


CITIZEN = Life(timedelta(days=30), timedelta(days=14))
TEAM = Life(timedelta(hours=8), timedelta(hours=1))  # a working day; a lunch left open on a shared desk
FRESH_FOR = timedelta(minutes=10)
SEEN_EVERY = timedelta(minutes=1)  # how often a visit is noted: once a minute is enough for limits in hours


def life_of(person: Person) -> Life:
    """The limits of this person's sessions: whoever holds a role has the short ones, from the day they hold it."""
    return TEAM if person.roles else CITIZEN


def is_open(sign_in: SignIn) -> bool:
    """Whether the session is neither revoked nor past its two limits, and the account still somebody's."""
    return sign_in.revoked_at is None and sign_in.person.left_at is None and clock.now() < ends_at(sign_in)


def ends_at(sign_in: SignIn) -> datetime:
    """When the session ends if nobody uses it any more: the first of its two limits."""
    life = life_of(sign_in.person)
    return min(sign_in.expires_at, sign_in.started_at + life.absolute, sign_in.last_seen_at + life.idle)


def is_strong(sign_in: SignIn) -> bool:
    """Whether a second factor or a passkey was proved in this session."""
    return sign_in.strong_at is not None


def is_fresh(sign_in: SignIn) -> bool:
    """Whether the person proved who they are in the last ten minutes."""
    return sign_in.fresh_at > clock.now() - FRESH_FOR
