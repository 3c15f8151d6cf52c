"""What is read of who comes."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Select, case, exists, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.accounts.models import Person
from app.core import clock
from app.core.extensions import db
from app.core.text import plain
from app.events.models import Event, EventKind, Registration, RegistrationNeeds, SessionChoice
from app.events.status import EventStatus
from app.rounds.models import Round

MOST_PAST = 30  # of one person: older ones are found in the list of meetings


def registration_of(event: Event, person: Person | None) -> Registration | None:
    """The person's seat at this meeting, or their rank on its list, if they have one."""
    if person is None:
        return None
    return db.session.scalar(_at(event).where(Registration.person_id == person.id))


def names_at(event: Event, email: str) -> set[str]:
    """Who of this address is on the list, with an account or without; names as they are compared."""
    of_address = or_(Registration.guest_email == email, Registration.person.has(Person.email == email))
    return {plain(one.name) for one in db.session.scalars(_at(event).where(of_address)) if one.name}


def coming_meetings_of(person: Person) -> Sequence[Event]:
    """The meetings to come where this person has a seat, soonest first."""
    seated = select(Registration.event_id).where(Registration.person_id == person.id, Registration.seat.is_not(None))
    query = select(Event).where(
        Event.id.in_(seated), Event.ends_at > clock.now(), Event.status == EventStatus.ANNOUNCED
    )
    return db.session.scalars(query.order_by(Event.starts_at, Event.id)).all()


def everybody_at(event: Event) -> Sequence[Registration]:
    """Everybody registered and everybody who waits, seats first, each in order; with ateliers and needs."""
    return db.session.scalars(listed(event)).all()


def _at(event: Event) -> Select[Registration]:
    query = select(Registration).where(Registration.event_id == event.id)
    return query.options(joinedload(Registration.person).lazyload(Person.role_grants))


def attended_a_comptoir(people: Iterable[int], round: Round) -> bool:
    """Whether one of these people (by key) was seen at a comptoir of the round: some rulebooks ask it of a team.

    A guest who came before having an account is known by the same proved address. Workshops and days of the network do
    not count: the rulebook speaks of comptoirs.
    """
    keys = list(people)
    addresses = select(Person.email).where(Person.id.in_(keys))
    seen = exists().where(
        or_(Registration.person_id.in_(keys), Registration.guest_email.in_(addresses)),
        Registration.attended.is_(True),
        Registration.event_id == Event.id,
        Event.round_id == round.id,
        Event.kind == EventKind.COMPTOIR,
    )
    return bool(db.session.scalar(select(seen)))


def listed(event: Event) -> Select[Registration]:
    """Everybody registered, then everybody who waits, each in order, with ateliers and needs: to be read by pages."""
    query = _at(event).options(
        selectinload(Registration.choices).joinedload(SessionChoice.session), selectinload(Registration.needs)
    )
    return query.order_by(Registration.waiting.is_not(None), Registration.waiting, Registration.seat)


def registration_in(public_id: str, registration: str) -> Registration | None:
    """One registration of that meeting."""
    found = select(Registration).join(Event).where(Event.public_id == public_id)
    return db.session.scalar(found.where(Registration.public_id == registration))


def rank_of(registration: Registration) -> int:
    """The place on the waiting list: 1 is called first."""
    before = select(func.count()).where(
        Registration.event_id == registration.event_id, Registration.waiting <= registration.waiting
    )
    return db.session.scalar(before) or 0


def count_waiting(event: Event) -> int:
    """How many people wait for a seat."""
    waiting = select(func.count(Registration.waiting)).where(Registration.event_id == event.id)
    return db.session.scalar(waiting) or 0


def needs_at(event: Event) -> dict[str, int]:
    """How many of each need people on a seat said: access, interpreter, children, meal."""
    columns = (RegistrationNeeds.access, RegistrationNeeds.interpreter, RegistrationNeeds.meal)
    totals = [func.sum(case((column, 1), else_=0)) for column in columns]
    query = select(*totals, func.sum(RegistrationNeeds.children)).join(Registration)
    found = db.session.execute(query.where(Registration.event_id == event.id, Registration.seat.is_not(None))).one()
    return dict(zip(("access", "interpreter", "meal", "children"), (int(n or 0) for n in found), strict=True))


def past_registrations_of(person: Person) -> Sequence[Registration]:
    """The meetings somebody had a seat at, once they are over, latest first; not those that did not take place."""
    query = select(Registration).join(Registration.event).where(Registration.person_id == person.id)
    held = query.where(Event.ends_at <= clock.now(), Event.status == EventStatus.ANNOUNCED)
    had_seat = held.where(or_(Registration.seat.is_not(None), Registration.attended.is_(True)))
    latest = had_seat.order_by(Event.starts_at.desc(), Event.id.desc()).limit(MOST_PAST)
    return db.session.scalars(latest.options(contains_eager(Registration.event))).all()


def coming_registrations_of(person: Person) -> Sequence[Registration]:
    """The seats and ranks of somebody at meetings that are not over, soonest first."""
    query = select(Registration).join(Registration.event).where(Registration.person_id == person.id)
    coming = query.where(Event.ends_at > clock.now()).order_by(Event.starts_at, Event.id)
    return db.session.scalars(coming.options(contains_eager(Registration.event))).all()
