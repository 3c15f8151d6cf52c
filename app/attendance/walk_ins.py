"""People who come without being on the list, or from the waiting list: at the door there is always room.

Seats above the number announced may be given: whoever is there is counted. An address that has an account makes it
their own attendance, which may open the submission of their project.
"""

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import func, select

from app.accounts.models import Person
from app.accounts.queries import normal_email, person_by_email
from app.attendance.queries import registration_by_public_id
from app.core import audit, names
from app.core.errors import Refused
from app.core.extensions import db
from app.events.models import Event, Registration
from app.events.queries import registration_of


@dataclass(frozen=True)
class WalkIn:
    """What somebody at the door says: a name, and an address if they like."""

    name: str
    email: str = ""


def add(event: Event, walk_in: WalkIn, public_id: str, *, by: Person) -> Registration:
    """Put somebody on the list of a meeting that is held (locked); who was on it already is found there.

    Raises Refused when the name cannot be read, or the identifier serves elsewhere.
    """
    if registration_by_public_id(public_id):
        raise Refused(_("Cette personne est sur la liste d’un autre rendez-vous : ajoutez-la par son nom."))
    name, email = names.cleaned(walk_in.name), normal_email(walk_in.email) or None
    person = person_by_email(email) if email else None
    known = registration_of(event, person) if person else _guest(event, name, email)
    if known:
        return known
    registration = Registration(event_id=event.id, public_id=public_id, seat=next_seat(event))
    if person:
        registration.person_id = person.id
    else:
        registration.guest_name, registration.guest_email = name, email
    db.session.add(registration)
    db.session.flush()
    audit.record("attendance.add_walk_in", event, by=by, registration=public_id)
    return registration


def next_seat(event: Event) -> int:
    """The number after the highest."""
    highest = db.session.scalar(select(func.max(Registration.seat)).where(Registration.event_id == event.id))
    return (highest or 0) + 1


def _guest(event: Event, name: str, email: str | None) -> Registration | None:
    """The guest of that address and name; two people of one name and no address are two people."""
    same = (Registration.event_id == event.id, Registration.guest_email == email, Registration.guest_name == name)
    return db.session.scalar(select(Registration).where(*same)) if email else None
