"""Meetings are prepared, people take a seat, attendance is ticked. Two people never share a seat."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from flask_babel import gettext as _
from sqlalchemy import select

from app.accounts.models import Person
from app.core import audit, clock
from app.core.errors import Refused
from app.core.extensions import db
from app.core.links import full_address
from app.core.models import check_fresh
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


def edit_event(event: Event, meeting: Meeting, *, by: Person, version: int | None = None) -> None:
    """Change a meeting; never fewer seats than people already registered. Raises Stale when changed since `version`."""
    _hold(event)
    check_fresh(event, version)
    taken = _seats_of(event)
    if len(taken) > meeting.seats:
        raise Refused(
            _("%(count)s personnes sont déjà inscrites : gardez au moins autant de places.", count=len(taken))
        )
    before = _facts(event)
    _write(event, meeting)
    after = _facts(event)
    changed = [name for name in after if before[name] != after[name]]
    audit.record(
        "event.edit", event, by=by, before={n: before[n] for n in changed}, after={n: after[n] for n in changed}
    )
    db.session.flush()


def _facts(event: Event) -> dict[str, str | int]:
    """What the log keeps of a meeting: everything people decide to come by."""
    return {
        "kind": event.kind.value,
        "title": event.title,
        "host": event.host,
        "place": event.place,
        "municipality": event.municipality_code,
        "starts_at": event.starts_at.astimezone(UTC).isoformat(),
        "ends_at": event.ends_at.astimezone(UTC).isoformat(),
        "seats": event.seats,
    }


def _hold(event: Event) -> None:
    """Keep the meeting's row for oneself until the commit, and read it as it is now: its seats are counted once."""
    db.session.refresh(event, with_for_update={"of": Event})


def register(event: Event, *, by: Person) -> Registration:
    """Take the first free seat and confirm it by mail. Refused when it is over, full, or already taken by this person.

    Two people who want the last seat come one after the other: the second finds it taken.
    """
    _hold(event)
    if event.has_started:
        raise Refused(
            _(
                "Ce rendez-vous a déjà commencé : on ne peut plus s’y inscrire. "
                "Les prochains vous attendent dans la liste."
            )
        )
    if queries.registration_of(event, by):
        raise Refused(_("Vous avez déjà votre place à ce rendez-vous."))
    registration = Registration(event_id=event.id, person_id=by.id, seat=_free_seat(event))
    db.session.add(registration)
    db.session.flush()
    audit.record("event.register", event, by=by)
    tell(
        by.email,
        _("Votre place : %(title)s", title=event.title),
        _confirmation(event, by),
        dedup=f"registration:{registration.public_id}",
    )
    return registration


def _free_seat(event: Event) -> int:
    """The first free number; places are counted, for a number may be above them since the meeting was made smaller."""
    taken = _seats_of(event)
    if len(taken) >= event.seats:
        raise Refused(
            _(
                "Toutes les places sont prises. Une place se libère quand "
                "quelqu’un se désinscrit : revenez voir, ou choisissez "
                "un autre rendez-vous."
            )
        )
    return next(number for number in range(1, event.seats + 1) if number not in taken)


def unregister(event: Event, *, by: Person) -> None:
    """Give the seat back. Refused once the meeting has started, or without a seat."""
    registration = queries.registration_of(event, by)
    if registration is None:
        raise Refused(_("Vous n’avez pas de place à ce rendez-vous."))
    if event.has_started:
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
        if registration.person:  # of a forgotten name, what was ticked stays
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
        link=full_address(f"/comptoirs/{event.public_id}"),
    )
