"""What is read of programmes, places and hosts."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import lazyload

from app.accounts.models import Person, Role, RoleGrant
from app.core.extensions import db
from app.events.models import Event, EventHost, EventSession, Place, SessionChoice

HOSTING = (Role.MENTOR, Role.STAFF)


def session_by_public_id(public_id: str, session: str) -> EventSession | None:
    """One part of the programme of that meeting."""
    found = select(EventSession).join(Event).where(Event.public_id == public_id, EventSession.public_id == session)
    return db.session.scalar(found)


def session_seats_taken(event: Event) -> dict[int, int]:
    """How many seats are taken in each atelier of the meeting, by its key."""
    query = (
        select(SessionChoice.session_id, func.count(SessionChoice.seat))
        .join(EventSession)
        .where(EventSession.event_id == event.id)
        .group_by(SessionChoice.session_id)
    )
    return dict(db.session.execute(query).all())


def count_choices(session: EventSession) -> int:
    """How many people chose this part, on a seat or waiting for one."""
    return db.session.scalar(select(func.count()).where(SessionChoice.session_id == session.id)) or 0


def seats_free(event: Event) -> dict[int, int]:
    """How many seats are free in each atelier one chooses."""
    taken = session_seats_taken(event)
    return {one.id: max(0, (one.seats or 0) - taken.get(one.id, 0)) for one in event.chosen_sessions}


def seats_offered(event: Event, left: int) -> dict[int, int]:
    """The same while the meeting itself takes people in (`left` seats); nothing when full, begun or called off."""
    return seats_free(event) if event.is_announced and not event.has_started and left > 0 else {}


def places() -> Sequence[Place]:
    """Every place described, by commune and name."""
    return db.session.scalars(select(Place).order_by(Place.municipality_code, Place.name)).all()


def place_by_public_id(public_id: str) -> Place | None:
    """The place of that public identifier."""
    return db.session.scalar(select(Place).where(Place.public_id == public_id))


def hosts_of(event: Event) -> Sequence[Person]:
    """Who hosts the meeting, in the order they were named."""
    query = select(Person).join(EventHost).where(EventHost.event_id == event.id).order_by(EventHost.id)
    return db.session.scalars(query.options(lazyload(Person.role_grants))).all()


def possible_hosts() -> Sequence[Person]:
    """The ambassadors and the team, by name."""
    holders = select(RoleGrant.person_id).where(RoleGrant.role.in_(HOSTING))
    query = select(Person).where(Person.id.in_(holders), Person.left_at.is_(None)).order_by(Person.name, Person.id)
    return db.session.scalars(query.options(lazyload(Person.role_grants))).all()
