"""Who came is noted at the door, one tap a person; what a phone kept while offline is sent later, in any order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from app.accounts.models import Person
from app.attendance import queries
from app.attendance.models import AttendanceMark
from app.attendance.walk_ins import WalkIn, add, next_seat
from app.core import audit, clock
from app.core.errors import Refused
from app.core.extensions import db
from app.events.models import Event, Registration
from app.events.services import attendance_may_be_marked


@dataclass(frozen=True)
class Mark:
    """One tap: who (public identifier of the registration), came or not after all, when, and the phone's own number.

    For somebody who was on no list, the phone draws the identifier and says who they are.
    """

    client_id: str
    registration: str
    came: bool
    at: datetime
    walk_in: WalkIn | None = None


@dataclass(frozen=True)
class Noted:
    """What became of taps: the sentence of each one refused, by its number; and, by the identifier a phone drew, that
    of the registration that was there already.
    """

    refused: dict[str, str]
    known: dict[str, str]


def mark(event: Event, marks: Sequence[Mark], *, by: Person) -> Noted:
    """Note taps; a tap sent before changes nothing.

    Of two taps about one person the later is right, in whatever order they arrive, from whatever phone. Refused before
    the day itself.
    """
    if not attendance_may_be_marked(event):
        raise Refused(_("Ce rendez-vous n’a pas encore eu lieu : les présences se notent à partir du jour même."))
    if event.is_cancelled:
        raise Refused(_("Ce rendez-vous est annulé : il n’y a pas de présences à noter."))
    db.session.refresh(event, with_for_update={"of": Event})  # two phones that send at once come one after the other
    sent = queries.already_sent(event, [one.client_id for one in marks])
    fresh = {one.client_id: one for one in marks if one.client_id not in sent}
    found, refused = _people(event, list(fresh.values()), by=by)
    latest = queries.latest_taps(event, {one.public_id for one in found.values()})
    noted = [one for one in fresh.values() if one.registration in found]
    for one in sorted(noted, key=_when):
        at, registration = _when(one), found[one.registration]
        public_id = registration.public_id
        db.session.add(
            AttendanceMark(event_id=event.id, client_id=one.client_id, registration=public_id, came=one.came, at=at)
        )
        if at >= latest.get(public_id, at):
            _note(registration, event, came=one.came)
            latest[public_id] = at
    if noted:
        audit.record("attendance.mark", event, by=by, came=sum(one.came for one in noted), taps=len(noted))
    db.session.flush()
    return Noted(refused, {drawn: one.public_id for drawn, one in found.items() if drawn != one.public_id})


def _people(event: Event, marks: Sequence[Mark], *, by: Person) -> tuple[dict[str, Registration], dict[str, str]]:
    """The registration of each tap, those of walk-ins made now; and why the others have none."""
    known = queries.those_of(event, {one.registration for one in marks})
    refused = {}
    for one in marks:
        if one.registration in known:
            continue
        if one.walk_in is None:
            refused[one.client_id] = _(
                "sa place a été rendue entre-temps. Si cette personne est là, ajoutez-la plus bas, par son nom."
            )
            continue
        try:
            known[one.registration] = add(event, one.walk_in, one.registration, by=by)
        except Refused as refusal:
            refused[one.client_id] = str(refusal)
    return known, refused


def _note(registration: Registration, event: Event, *, came: bool) -> None:
    registration.attended = came or None
    if came and registration.is_waiting:
        registration.seat, registration.waiting = next_seat(event), None
        db.session.flush()


def _when(one: Mark) -> datetime:
    """A phone whose clock is fast does not silence those who come after it."""
    return min(one.at, clock.now())
