"""What is read of meetings. Those to come are listed soonest first, past ones latest first."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Select, func, or_, select

from app.core import clock
from app.core.extensions import db
from app.events.models import Event, EventKind, Registration
from app.events.status import EventStatus
from app.territories.models import Epci, Municipality
from app.territories.queries import find_municipalities


def event_by_public_id(public_id: str) -> Event | None:
    """The meeting of that public identifier."""
    return db.session.scalar(select(Event).where(Event.public_id == public_id))


def listed_meetings(
    *, over: bool, kind: EventKind | None = None, near: str = "", month: date | None = None
) -> Select[Event]:
    """The meetings to come, soonest first, or those that are over, latest first, of one month (its first day) or of
    all: to be read by pages.
    """
    now, shown = clock.now(), (_shown(), *_of_kind(kind), *_near(near), *_in_month(month))
    if over:
        past = select(Event).where(Event.ends_at <= now, *shown)
        return past.order_by(Event.starts_at.desc(), Event.id.desc())
    return select(Event).where(Event.ends_at > now, *shown).order_by(Event.starts_at, Event.id)


def drafts() -> Sequence[Event]:
    """The meetings being prepared, soonest first."""
    query = select(Event).where(Event.status == EventStatus.DRAFT)
    return db.session.scalars(query.order_by(Event.starts_at, Event.id).limit(50)).all()


def upcoming(kind: EventKind | None = None, near: str = "", limit: int | None = None) -> Sequence[Event]:
    """Meetings that are not over, soonest first; `near` is a commune: its meetings and its intercommunality's."""
    query = select(Event).where(Event.ends_at > clock.now(), _shown(), *_of_kind(kind), *_near(near))
    return db.session.scalars(query.order_by(Event.starts_at, Event.id).limit(limit)).all()


def past(kind: EventKind | None = None, near: str = "", limit: int = 12) -> Sequence[Event]:
    """The latest meetings that are over."""
    query = select(Event).where(Event.ends_at <= clock.now(), _shown(), *_of_kind(kind), *_near(near))
    return db.session.scalars(query.order_by(Event.starts_at.desc(), Event.id.desc()).limit(limit)).all()


def _shown() -> ColumnElement[bool]:
    """Drafts are the team's; a cancelled meeting stays in the lists, so that nobody comes for nothing."""
    return Event.status != EventStatus.DRAFT


def _of_kind(kind: EventKind | None) -> list[ColumnElement[bool]]:
    return [Event.kind == kind] if kind else []


def _in_month(first: date | None) -> list[ColumnElement[bool]]:
    if first is None:
        return []
    after = (first + timedelta(days=31)).replace(day=1)
    start, end = (datetime.combine(day, time(), clock.PARIS) for day in (first, after))
    return [Event.starts_at >= start, Event.starts_at < end]


def _near(text: str) -> list[ColumnElement[bool]]:
    if not text.strip():
        return []
    found = find_municipalities(text)
    codes, bodies = [m.code for m in found], {m.epci_code for m in found if m.epci_code}
    bodies |= set(db.session.scalars(select(Epci.code).where(Epci.name.icontains(text.strip(), autoescape=True))))
    neighbours = select(Municipality.code).where(Municipality.epci_code.in_(sorted(bodies)))
    return [or_(Event.municipality_code.in_(codes), Event.municipality_code.in_(neighbours))]


def seats_taken(events: Iterable[Event]) -> dict[int, int]:
    """How many seats are taken, by event id: one query for the whole list."""
    ids = [event.id for event in events]
    query = (
        select(Registration.event_id, func.count())
        .where(Registration.event_id.in_(ids), Registration.seat.is_not(None))
        .group_by(Registration.event_id)
    )
    return dict(db.session.execute(query).all()) if ids else {}
