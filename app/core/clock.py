"""The only clock: tests travel in it, nothing else asks the system for the time."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

PARIS = ZoneInfo("Europe/Paris")


def now() -> datetime:
    """This instant, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The day it is in Paris."""
    return now().astimezone(PARIS).date()


def paris(when: datetime) -> datetime:
    """The instant on the clocks of Paris, for the screen."""
    return when.astimezone(PARIS)


def database_now(session: Session) -> datetime:
    """The database's own clock: closing a vote asks it inside the transaction, whatever the web machine believes.

    SQLite runs inside the process and has no other clock than now(), which tests can move.
    """
    if session.get_bind().dialect.name == "sqlite":
        return now()
    return session.execute(select(func.clock_timestamp())).scalar_one().astimezone(UTC)
