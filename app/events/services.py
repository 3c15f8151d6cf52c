"""Meetings are prepared, people take a seat, attendance is ticked. Two people never share a seat."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Person
from app.core import audit, clock
from app.core.errors import Refused
from app.core.extensions import db
from app.core.text import moment
from app.events import queries
from app.events.models import Event, EventKind, Registration
from app.notifications.services import tell
from app.rounds.models import Round
from app.territories.models import Municipality


@dataclass(frozen=True)
class Meeting:
    """What staff type about a meeting."""

    kind: EventKind
    title: str
    programme: str
    host: str
    place: str
    municipality: Municipality
    starts_at: datetime
    ends_at: datetime
    seats: int


def create_event(meeting: Meeting, *, round: Round | None, by: Person | None) -> Event:
    """Announce a meeting, in a round or in none. Raises Refused when it ends before it starts."""
    event = Event(round=round)
    _write(event, meeting)
    db.session.add(event)
    db.session.flush()
    audit.record("event.create", event, by=by, title=event.title, seats=event.seats)
    return event


def edit_event(event: Event, meeting: Meeting, *, by: Person) -> None:
    """Change a meeting; never fewer seats than people already registered."""
    taken = _seats_of(event)
    if len(taken) > meeting.seats:
        raise Refused(
            _("%(count)s personnes sont déjà inscrites : gardez au moins autant de places.", count=len(taken))
        )
    _write(event, meeting)
    audit.record("event.edit", event, by=by, title=event.title, seats=event.seats)


def register(event: Event, *, by: Person) -> Registration:
    """Take the first free seat and confirm it by mail. Refused when it is over, full, or already taken by this person.

    The database decides between two people who want the last seat: the second finds it taken and looks for another.
    """
    if event.starts_at <= clock.now():
        raise Refused(
            _(
                "Ce rendez-vous a déjà commencé : on ne peut plus s’y inscrire. "
                "Les prochains vous attendent dans la liste."
            )
        )
    registration = None
    while registration is None:
        if queries.registration_of(event, by):
            raise Refused(_("Vous avez déjà votre place à ce rendez-vous."))
        registration = _take_a_seat(event, by)
    audit.record("event.register", event, by=by)
    tell(
        by.email,
        _("Votre place : %(title)s", title=event.title),
        _confirmation(event, by),
        dedup=f"registration:{registration.public_id}",
    )
    return registration


def _take_a_seat(event: Event, person: Person) -> Registration | None:
    taken = set(_seats_of(event))
    seat = next((n for n in range(1, event.seats + 1) if n not in taken), None)
    if seat is None:
        raise Refused(
            _(
                "Toutes les places sont prises. Une place se libère quand "
                "quelqu’un se désinscrit : revenez voir, ou choisissez "
                "un autre rendez-vous."
            )
        )
    registration = Registration(event_id=event.id, person_id=person.id, seat=seat)
    try:
        with db.session.begin_nested():
            db.session.add(registration)
    except IntegrityError:  # somebody took this seat between the two statements
        return None
    return registration


def unregister(event: Event, *, by: Person) -> None:
    """Give the seat back. Refused once the meeting has started, or without a seat."""
    registration = queries.registration_of(event, by)
    if registration is None:
        raise Refused(_("Vous n’avez pas de place à ce rendez-vous."))
    if event.starts_at <= clock.now():
        raise Refused(_("Ce rendez-vous a déjà commencé : l’inscription ne change plus."))
    db.session.delete(registration)
    db.session.flush()
    audit.record("event.unregister", event, by=by)


def mark_attendance(event: Event, present: Collection[str], *, by: Person) -> int:
    """Write who came (public identifiers of registrations) and who did not; gives the number who came."""
    if not attendance_may_be_marked(event):
        raise Refused(_("Ce rendez-vous n’a pas encore eu lieu : les présences se cochent à partir du jour même."))
    registrations = queries.registrations_of(event)
    for registration in registrations:
        registration.attended = registration.public_id in present
    came = sum(1 for registration in registrations if registration.attended)
    audit.record("event.mark_attendance", event, by=by, came=came, registered=len(registrations))
    return came


def attendance_may_be_marked(event: Event) -> bool:
    """From the day of the meeting on."""
    return clock.paris(event.starts_at).date() <= clock.today()


def _seats_of(event: Event) -> list[int]:
    return list(
        db.session.scalars(
            select(Registration.seat).where(Registration.event_id == event.id).order_by(Registration.seat)
        )
    )


def _write(event: Event, meeting: Meeting) -> None:
    if meeting.starts_at >= meeting.ends_at:
        raise Refused(_("Le rendez-vous finit avant de commencer : vérifiez les deux heures."))
    event.kind, event.title, event.programme = meeting.kind, meeting.title.strip(), meeting.programme.strip()
    event.host, event.place, event.municipality_code = (
        meeting.host.strip(),
        meeting.place.strip(),
        meeting.municipality.code,
    )
    event.starts_at, event.ends_at, event.seats = meeting.starts_at, meeting.ends_at, meeting.seats


def _confirmation(event: Event, person: Person) -> str:
    return _(
        "Bonjour %(name)s,\n\nVotre place est gardée : %(title)s.\n\nQuand : "
        "%(when)s\nOù : %(place)s, %(town)s\nAccueil : %(host)s\n\n"
        "Si vous ne pouvez plus venir, rendez votre place à quelqu’un "
        "d’autre sur cette page :\n%(link)s\n\nÀ bientôt.\n",
        name=person.name,
        title=event.title,
        when=moment(event.starts_at),
        place=event.place,
        town=event.municipality.name,
        host=event.host,
        link=f"{current_app.config['SETTINGS'].BASE_URL}/comptoirs/{event.public_id}",
    )
