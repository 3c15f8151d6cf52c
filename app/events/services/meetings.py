"""Meetings are prepared, announced, changed and cancelled; everybody registered is told of what concerns them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from flask_babel import gettext as _
from sqlalchemy import update

from app.accounts.models import Person
from app.core import audit, clock
from app.core.errors import Refused
from app.core.extensions import db
from app.core.lifecycle import advance
from app.core.models import check_fresh
from app.events import queries
from app.events.models import Event, EventHost, EventKind, Place, Registration
from app.events.services import letters, programme, seating
from app.events.services.places import Spot, settle
from app.events.services.reminders import notice_given
from app.events.status import EventStatus
from app.rounds.models import Round


@dataclass(frozen=True)
class Meeting:
    """What staff type about a meeting."""

    kind: EventKind
    title: str
    programme: str
    host: str
    place: Spot | Place
    starts_at: datetime
    ends_at: datetime
    seats: int
    waiting_places: int = 30
    hosts: Sequence[Person] = ()


def create_event(
    meeting: Meeting, *, round: Round | None, by: Person | None, draft: bool = False, copy_of: Event | None = None
) -> Event:
    """Announce a meeting in a round or in none, or keep it as a draft; `copy_of` lends its programme.

    Raises Refused when it starts in the past, ends before it starts, or too early for the programme it copies.
    """
    event = Event(round=round, status=EventStatus.DRAFT if draft else EventStatus.ANNOUNCED)
    with db.session.no_autoflush:
        _write(event, meeting, by=by)
    db.session.add(event)
    db.session.flush()
    if copy_of is not None:
        programme.copy(copy_of, event)
    audit.record("event.create", event, by=by, title=event.title, seats=event.seats)
    return event


def edit_event(event: Event, meeting: Meeting, *, by: Person, version: int | None = None) -> None:
    """Change a meeting; never lowered under the seats already taken, never moved to the past. Raises Stale when
    it changed since `version`.

    Its programme moves with its hour. Everybody registered is told of another day, hour or place, and seats that are
    added go to those who wait.
    """
    seating.hold(event)
    check_fresh(event, version)
    _check_seats(event, meeting.seats)
    before, started = _facts(event), event.starts_at
    _write(event, meeting, by=by)
    programme.shift(event, event.starts_at - started)
    after = _facts(event)
    changed = [name for name in after if before[name] != after[name]]
    audit.record(
        "event.edit", event, by=by, before={n: before[n] for n in changed}, after={n: after[n] for n in changed}
    )
    if changed:
        event.sequence += 1
    db.session.flush()
    if {"starts_at", "ends_at", "place"} & set(changed):
        _tell_it_moved(event)
    seating.promote(event)


def announce_event(event: Event, *, by: Person) -> None:
    """Let everybody see a draft and register."""
    if event.has_started:
        raise Refused(_("Ce rendez-vous est déjà passé : changez d’abord sa date."))
    advance(event, "announce", by=by)


def cancel_event(event: Event, reason: str, *, by: Person) -> int:
    """Call it off and tell everybody registered or waiting why; gives how many. Refused once it has started."""
    seating.hold(event)
    if event.has_started:
        raise Refused(_("Ce rendez-vous a déjà commencé : il ne s’annule plus."))
    event.cancel_reason = reason.strip() or None
    advance(event, "cancel", by=by, reason=reason)
    event.sequence += 1
    return letters.send(letters.cancelled, queries.everybody_at(event))


def _tell_it_moved(event: Event) -> None:
    given = {"reminded": notice_given(event)}
    everybody = update(Registration).where(Registration.event_id == event.id).values(given)
    db.session.execute(everybody, execution_options={"synchronize_session": False})
    if event.is_announced and event.ends_at > clock.now():
        letters.send(letters.moved, queries.everybody_at(event))


def _check_seats(event: Event, seats: int) -> None:
    """Whoever came in at the door above the number announced, or waits, asks for no seat to be kept."""
    if seats >= event.seats:
        return
    taken = min(len(seating.seats_of(event)), event.seats)
    if taken > seats:
        raise Refused(
            _("%(count)s personnes sont déjà inscrites : gardez au moins autant de places.", count=taken), "seats"
        )


def _facts(event: Event) -> dict[str, str | int]:
    """What the log keeps of a meeting: everything people decide to come by."""
    return {
        "kind": event.kind.value,
        "title": event.title,
        "host": event.host,
        "place": event.place.name,
        "municipality": event.municipality_code,
        "starts_at": event.starts_at.astimezone(UTC).isoformat(),
        "ends_at": event.ends_at.astimezone(UTC).isoformat(),
        "seats": event.seats,
    }


def _write(event: Event, meeting: Meeting, *, by: Person | None) -> None:
    if meeting.starts_at >= meeting.ends_at:
        raise Refused(_("Le rendez-vous finit avant de commencer : vérifiez les deux heures."))
    if meeting.starts_at <= clock.now() and meeting.starts_at != event.starts_at:
        raise Refused(_("Ce jour ou cette heure est déjà passé : choisissez un moment à venir."), "day")
    event.kind, event.title, event.programme = meeting.kind, meeting.title.strip(), meeting.programme.strip()
    event.host, event.seats, event.waiting_places = meeting.host.strip(), meeting.seats, meeting.waiting_places
    event.place = settle(meeting.place, by=by)
    event.municipality_code = event.place.municipality_code
    event.starts_at, event.ends_at = meeting.starts_at, meeting.ends_at
    wanted = {person.id for person in meeting.hosts}
    kept = [host for host in event.hosts if host.person_id in wanted]
    known = {host.person_id for host in kept}
    event.hosts = kept + [EventHost(person_id=one) for one in sorted(wanted - known)]
