"""The programme of a meeting: its parts, side by side or one after the other."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from app.accounts.models import Person
from app.core import audit
from app.core.errors import Refused
from app.core.extensions import db
from app.events import queries
from app.events.models import Event, EventSession, SessionChoice, SessionKind
from app.events.services import letters, seating


@dataclass(frozen=True)
class Part:
    """What staff type about one part; with `seats` people choose it when they register."""

    kind: SessionKind
    title: str
    starts_at: datetime
    ends_at: datetime
    about: str = ""
    room: str = ""
    speakers: str = ""
    seats: int | None = None


def add_session(event: Event, part: Part, *, by: Person | None) -> EventSession:
    """Add a part to the programme. Refused outside the hours of the meeting."""
    session = EventSession()
    _write(session, part, event)
    event.sessions.append(session)
    db.session.flush()
    audit.record("event.add_session", event, by=by, session=session.public_id, title=session.title)
    return session


def edit_session(session: EventSession, part: Part, *, by: Person) -> None:
    """Change a part; never fewer seats than people who chose it. Seats that are added go to those who wait."""
    event = session.event
    seating.hold(event)
    taken = len(seating.seats_in(session))
    if taken and (part.seats is None or part.seats < taken):
        raise Refused(
            ngettext(
                "Une personne a choisi cet atelier : gardez au moins une place.",
                "%(num)s personnes ont choisi cet atelier : gardez au moins autant de places.",
                taken,
            ),
            "seats",
        )
    _write(session, part, event)
    db.session.flush()
    audit.record("event.edit_session", event, by=by, session=session.public_id, title=session.title)
    seating.promote(event)


def remove_session(session: EventSession, *, by: Person) -> None:
    """Take a part away. Refused when somebody chose it: they came for it."""
    event = session.event
    seating.hold(event)
    if count := queries.count_choices(session):
        raise Refused(
            ngettext(
                "Une personne a choisi cet atelier : annulez-le plutôt que de le retirer, elle est prévenue.",
                "%(num)s personnes ont choisi cet atelier : annulez-le plutôt que de le retirer, elles sont prévenues.",
                count,
            )
        )
    audit.record("event.remove_session", event, by=by, session=session.public_id, title=session.title)
    db.session.delete(session)
    db.session.flush()


def cancel_session(session: EventSession, reason: str, *, by: Person) -> int:
    """Call one part off while the meeting takes place, and tell those who chose it why; gives how many.

    Their seat at the meeting stays theirs, and they may choose another part at that hour. Refused without a reason,
    twice, or once the meeting has started.
    """
    event = session.event
    seating.hold(event)
    if event.has_started:
        raise Refused(_("Ce rendez-vous a déjà commencé : son programme ne s’annule plus."))
    if session.is_cancelled:
        raise Refused(_("Cette partie du programme est déjà annulée."))
    if not reason.strip():
        raise Refused(_("Dites pourquoi : les personnes qui avaient choisi cet atelier le liront."), "reason")
    session.cancel_reason = reason.strip()
    choices = db.session.scalars(select(SessionChoice).where(SessionChoice.session_id == session.id)).all()
    told = letters.send(letters.session_cancelled, choices) if event.is_announced else 0
    for choice in choices:
        db.session.delete(choice)
    db.session.flush()
    audit.record(
        "event.cancel_session",
        event,
        by=by,
        session=session.public_id,
        title=session.title,
        reason=session.cancel_reason,
    )
    return told


def copy(source: Event, event: Event) -> None:
    """Give a meeting the programme of another, at the same distance from its beginning."""
    later = event.starts_at - source.starts_at
    for one in source.sessions:
        if one.is_cancelled:
            continue
        part = Part(
            one.kind,
            one.title,
            one.starts_at + later,
            one.ends_at + later,
            one.about,
            one.room,
            one.speakers,
            one.seats,
        )
        session = EventSession()
        _write(session, part, event)
        event.sessions.append(session)
    db.session.flush()


def shift(event: Event, later: timedelta) -> None:
    """Move the programme with its meeting; Refused when a part would begin before it or end after it."""
    for session in event.sessions:
        session.starts_at, session.ends_at = session.starts_at + later, session.ends_at + later
        _check_hours(session, event)


def _write(session: EventSession, part: Part, event: Event) -> None:
    session.kind, session.title, session.about = part.kind, part.title.strip(), part.about.strip()
    session.room, session.seats = part.room.strip(), part.seats
    session.speakers = "\n".join(line.strip() for line in part.speakers.splitlines() if line.strip())
    session.starts_at, session.ends_at = part.starts_at, part.ends_at
    if part.starts_at >= part.ends_at:
        raise Refused(_("Cette partie finit avant de commencer : vérifiez les deux heures."), "end")
    _check_hours(session, event)


def _check_hours(session: EventSession, event: Event) -> None:
    if session.starts_at < event.starts_at or session.ends_at > event.ends_at:
        raise Refused(
            _("« %(title)s » sort des heures du rendez-vous : changez l’une ou l’autre.", title=session.title), "end"
        )
