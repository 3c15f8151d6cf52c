"""Reminders, a week and a day before: each person is told once of each, however often the command runs."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.orm import selectinload

from app.core import clock
from app.core.extensions import db
from app.events.models import Event, Registration, SessionChoice
from app.events.services import letters
from app.events.status import EventStatus

NOTICES = (1, 7)  # days before, the shortest first: who is a day away is not told of the week
BATCH = 500


def notice_given(event: Event) -> int | None:
    """The notice that goes without saying for whoever registers now: nobody is reminded of what they just did."""
    days = (clock.paris(event.starts_at).date() - clock.today()).days
    return next((notice for notice in NOTICES if days <= notice), None)


def remind() -> int:
    """Write the reminders that are due to everybody on a seat; gives how many.

    The rows are marked by one statement, in the transaction of the mails: two commands at once tell nobody twice.
    """
    return sum(_tell(_claim(notice)) for notice in NOTICES)


def _claim(notice: int) -> Sequence[int]:
    end = datetime.combine(clock.today() + timedelta(days=notice + 1), time(), clock.PARIS)
    near = select(Event.id).where(
        Event.status == EventStatus.ANNOUNCED, Event.starts_at > clock.now(), Event.starts_at < end
    )
    claimed = (
        update(Registration)
        .where(
            Registration.event_id.in_(near),
            Registration.seat.is_not(None),
            or_(Registration.reminded.is_(None), Registration.reminded > notice),
        )
        .values(reminded=notice)
        .returning(Registration.id)
    )
    return db.session.scalars(claimed, execution_options={"synchronize_session": False}).all()


def _tell(ids: Sequence[int]) -> int:
    told = 0
    for first in range(0, len(ids), BATCH):
        query = select(Registration).where(Registration.id.in_(ids[first : first + BATCH])).order_by(Registration.id)
        with_words = (
            selectinload(Registration.event),
            selectinload(Registration.choices).joinedload(SessionChoice.session),
        )
        told += letters.send(letters.reminder, db.session.scalars(query.options(*with_words)))
    return told
