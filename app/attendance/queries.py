"""What is read at the door."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.accounts.models import Person
from app.attendance.codes import public_id_in, spoken
from app.attendance.models import AttendanceMark
from app.core.extensions import db
from app.core.text import plain
from app.events.models import Event, Registration


def registration_by_public_id(public_id: str) -> Registration | None:
    """The registration of that public identifier."""
    return db.session.scalar(select(Registration).where(Registration.public_id == public_id))


def registration_by_code(token: str) -> Registration | None:
    """The registration a personal code speaks of, if the code is one of ours."""
    public_id = public_id_in(token)
    return registration_by_public_id(public_id) if public_id else None


def awaited(event: Event, words: str = "") -> Sequence[Registration]:
    """Everybody on the list at the door by name, on a seat or waiting; or those whose name, or short code, it is."""
    sought = plain(words)
    code = sought.replace(" ", "")  # said aloud in two halves, typed so
    query = select(Registration).where(Registration.event_id == event.id)
    everybody = db.session.scalars(query.options(joinedload(Registration.person).lazyload(Person.role_grants)))
    found = [(plain(one.name), one.id, one) for one in everybody if one.name]
    by_name = [(name, one) for name, _id, one in sorted(found, key=lambda each: each[:2])]
    return [one for name, one in by_name if sought in name or code == spoken(one).lower()]


def came_to(event: Event) -> Sequence[str]:
    """The public identifiers of those who were seen, those whose name is forgotten too."""
    query = select(Registration.public_id).where(Registration.event_id == event.id, Registration.attended.is_(True))
    return db.session.scalars(query.order_by(Registration.id)).all()


def homonyms(people: Iterable[Registration]) -> set[str]:
    """The names that several of them bear: only there the list shows an address as well."""
    names = Counter(one.name for one in people if one.name)
    return {name for name, bearers in names.items() if bearers > 1}


def those_of(event: Event, public_ids: Collection[str]) -> dict[str, Registration]:
    """The registrations of this meeting among these, by public identifier."""
    query = select(Registration).where(Registration.event_id == event.id, Registration.public_id.in_(public_ids))
    return {one.public_id: one for one in db.session.scalars(query)}


def already_sent(event: Event, client_ids: Collection[str]) -> set[str]:
    """Which of these taps arrived before."""
    mine = AttendanceMark.event_id == event.id
    return set(
        db.session.scalars(select(AttendanceMark.client_id).where(mine, AttendanceMark.client_id.in_(client_ids)))
    )


def latest_taps(event: Event, public_ids: Collection[str]) -> dict[str, datetime]:
    """When each of these registrations was last tapped."""
    tapped = (
        select(AttendanceMark.registration, func.max(AttendanceMark.at).label("at"))
        .where(AttendanceMark.event_id == event.id, AttendanceMark.registration.in_(public_ids))
        .group_by(AttendanceMark.registration)
    )
    return {row.registration: row.at for row in db.session.execute(tapped)}
