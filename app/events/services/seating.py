"""Seats and waiting lists, of a meeting and of its ateliers: the one place where they are given.

Whoever gives a seat holds the meeting's row until the commit: ten people who want the last one come one after the
other. The database has the last word all the same: no two registrations share a seat, nor a rank (models).
"""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import func, select

from app.core.errors import Refused
from app.core.extensions import db
from app.events.models import Event, EventSession, Registration, SessionChoice
from app.events.services import letters


def hold(event: Event) -> None:
    """Keep the meeting's row for oneself until the commit, and read it as it is now: its seats are counted once."""
    db.session.refresh(event, with_for_update={"of": Event})


def seats_of(event: Event) -> list[int]:
    """The numbers of the seats taken."""
    taken = select(Registration.seat).where(Registration.event_id == event.id, Registration.seat.is_not(None))
    return [seat for seat in db.session.scalars(taken) if seat]


def seats_in(session: EventSession) -> list[int]:
    """The numbers of the seats taken in an atelier."""
    taken = select(SessionChoice.seat).where(SessionChoice.session_id == session.id, SessionChoice.seat.is_not(None))
    return [seat for seat in db.session.scalars(taken) if seat]


def check_room(event: Event) -> None:
    """Raise Refused when there is neither a seat nor a rank left."""
    taken, (waiting, _last) = seats_of(event), _queue(event)
    if len(taken) < event.seats or waiting < event.waiting_places:
        return
    if not event.waiting_places:
        raise Refused(
            _(
                "Toutes les places sont prises, et ce rendez-vous ne tient pas de liste d’attente. "
                "Choisissez un autre rendez-vous."
            )
        )
    raise Refused(
        _("Toutes les places sont prises, et la liste d’attente est pleine. Choisissez un autre rendez-vous.")
    )


def sit(registration: Registration, event: Event) -> None:
    """Give the first free seat, or the last rank of the list; the meeting is held."""
    check_room(event)
    taken, (_waiting, last) = seats_of(event), _queue(event)
    if next_rank(event):
        registration.waiting = last + 1
    else:
        registration.seat = _first_free(taken)


def next_rank(event: Event) -> int:
    """The place on the waiting list of whoever registers now; 0 when a seat is theirs."""
    waiting, _last = _queue(event)
    return waiting + 1 if waiting or len(seats_of(event)) >= event.seats else 0


def choose(registration: Registration, sessions: Sequence[EventSession]) -> None:
    """Come to exactly these ateliers: on a seat where there is one, on the list otherwise; the meeting is held.

    Whoever waits for the meeting itself waits for its ateliers too.
    """
    wanted = {session.id: session for session in sessions}
    registration.choices = [choice for choice in registration.choices if choice.session_id in wanted]
    db.session.flush()
    for session in sorted(wanted.values(), key=lambda one: one.id):
        if session.id in {choice.session_id for choice in registration.choices}:
            continue
        choice = SessionChoice(session_id=session.id)
        taken, (waiting, last) = seats_in(session), _queue_in(session)
        if registration.seat and len(taken) < (session.seats or 0) and not waiting:
            choice.seat = _first_free(taken)
        else:
            choice.waiting = last + 1
        registration.choices.append(choice)
    db.session.flush()


def promote(event: Event) -> list[Registration]:
    """Give the seats that are free to those who wait, in order, and tell them; the meeting is held."""
    if event.has_started or not event.is_announced:
        return []
    promoted = _promote_to_seats(event)
    moved = [choice for session in event.chosen_sessions for choice in _promote_in(session)]
    letters.send(letters.promoted, promoted)
    letters.send(letters.promoted_in, [choice for choice in moved if choice.registration not in promoted])
    return promoted


def _promote_to_seats(event: Event) -> list[Registration]:
    taken = seats_of(event)
    waiting = select(Registration).where(Registration.event_id == event.id, Registration.waiting.is_not(None))
    first = waiting.order_by(Registration.waiting).limit(max(0, event.seats - len(taken)))
    promoted = list(db.session.scalars(first))
    for registration in promoted:
        registration.seat, registration.waiting = _first_free(taken), None
        taken.append(registration.seat)
    db.session.flush()
    return promoted


def _promote_in(session: EventSession) -> list[SessionChoice]:
    """Only those who have a seat at the meeting itself are called."""
    taken = seats_in(session)
    waiting = (
        select(SessionChoice)
        .join(Registration)
        .where(
            SessionChoice.session_id == session.id, SessionChoice.waiting.is_not(None), Registration.seat.is_not(None)
        )
    )
    promoted = list(
        db.session.scalars(waiting.order_by(SessionChoice.waiting).limit(max(0, (session.seats or 0) - len(taken))))
    )
    for choice in promoted:
        choice.seat, choice.waiting = _first_free(taken), None
        taken.append(choice.seat)
    db.session.flush()
    return promoted


def _first_free(taken: Sequence[int]) -> int:
    used = set(taken)
    return next(number for number in range(1, len(used) + 2) if number not in used)


def _queue(event: Event) -> tuple[int, int]:
    """How many wait, and the last rank given."""
    query = select(func.count(Registration.waiting), func.max(Registration.waiting))
    count, last = db.session.execute(query.where(Registration.event_id == event.id)).one()
    return count, last or 0


def _queue_in(session: EventSession) -> tuple[int, int]:
    query = select(func.count(SessionChoice.waiting), func.max(SessionChoice.waiting))
    count, last = db.session.execute(query.where(SessionChoice.session_id == session.id)).one()
    return count, last or 0
