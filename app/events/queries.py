"""What is read of meetings. Those to come are listed soonest first, past ones latest first."""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import joinedload

from app.accounts.models import Person
from app.core import clock
from app.core.extensions import db
from app.core.text import plain
from app.events.models import Event, EventKind, Registration
from app.rounds.models import Round
from app.territories.models import Epci, Municipality
from app.territories.queries import find_municipalities


def event_by_public_id(public_id: str) -> Event | None:
    """The meeting of that public identifier."""
    return db.session.scalar(select(Event).where(Event.public_id == public_id))


def upcoming(kind: EventKind | None = None, near: str = "", limit: int | None = None) -> Sequence[Event]:
    """Meetings that are not over, soonest first; `near` is a commune: its meetings and its intercommunality's."""
    query = select(Event).where(Event.ends_at > clock.now(), *_of_kind(kind), *_near(near))
    return db.session.scalars(query.order_by(Event.starts_at, Event.id).limit(limit)).all()


def past(kind: EventKind | None = None, near: str = "", limit: int = 12) -> Sequence[Event]:
    """The latest meetings that are over."""
    query = select(Event).where(Event.ends_at <= clock.now(), *_of_kind(kind), *_near(near))
    return db.session.scalars(query.order_by(Event.starts_at.desc(), Event.id.desc()).limit(limit)).all()


def _of_kind(kind: EventKind | None) -> list[ColumnElement[bool]]:
    return [Event.kind == kind] if kind else []


def _near(text: str) -> list[ColumnElement[bool]]:
    if not text.strip():
        return []
    found = find_municipalities(text)
    codes, bodies = [m.code for m in found], {m.epci_code for m in found if m.epci_code}
    bodies |= set(db.session.scalars(select(Epci.code).where(Epci.name.icontains(text.strip(), autoescape=True))))
    neighbours = select(Municipality.code).where(Municipality.epci_code.in_(sorted(bodies)))
    return [or_(Event.municipality_code.in_(codes), Event.municipality_code.in_(neighbours))]


def seats_taken(events: Iterable[Event]) -> dict[int, int]:
    """How many people are registered, by event id: one query for the whole list."""
    ids = [event.id for event in events]
    query = (
        select(Registration.event_id, func.count())
        .where(Registration.event_id.in_(ids))
        .group_by(Registration.event_id)
    )
    return dict(db.session.execute(query).all()) if ids else {}


def registration_of(event: Event, person: Person | None) -> Registration | None:
    """The person's seat at this meeting, if they have one."""
    if person is None:
        return None
    return db.session.scalar(
        select(Registration).where(Registration.event_id == event.id, Registration.person_id == person.id)
    )


def coming_meetings_of(person: Person) -> Sequence[Event]:
    """The meetings to come where this person has a seat, soonest first."""
    query = select(Event).join(Registration).where(Registration.person_id == person.id, Event.ends_at > clock.now())
    return db.session.scalars(query.order_by(Event.starts_at, Event.id)).all()


def registrations_of(event: Event) -> Sequence[Registration]:
    """Everybody registered, by name (sorted here: the two databases do not agree on where É stands).

    Those whose name is forgotten (see personal.py) come last.
    """
    query = select(Registration).where(Registration.event_id == event.id)
    found = db.session.scalars(query.options(joinedload(Registration.person).lazyload(Person.role_grants))).all()
    return sorted(found, key=lambda one: (one.person is None, plain(one.person.name) if one.person else "", one.id))


def attended_a_comptoir(people: Iterable[int], round: Round) -> bool:
    """Whether one of these people (by key) was seen at a comptoir of the round: some rulebooks ask it of a team.

    Workshops and days of the network do not count: the rulebook speaks of comptoirs.
    """
    return bool(
        db.session.scalar(
            select(
                exists().where(
                    Registration.person_id.in_(list(people)),
                    Registration.attended.is_(True),
                    Registration.event_id == Event.id,
                    Event.round_id == round.id,
                    Event.kind == EventKind.COMPTOIR,
                )
            )
        )
    )
