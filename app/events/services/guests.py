"""Somebody without an account asks for a seat; the link of a mail takes it."""

import hashlib
import secrets
from datetime import timedelta

from flask_babel import ngettext

from app.accounts.queries import normal_email, person_by_email
from app.core import audit, clock, limits, names
from app.core.errors import Refused
from app.core.extensions import db
from app.core.links import full_address
from app.events import queries
from app.events.models import Event, GuestRequest, Registration
from app.events.services import letters, seating
from app.events.services.registrations import check_open, register, register_guest
from app.events.services.wishes import NOTHING, Wishes, from_json, sessions_asked

LIFE = timedelta(days=2)
ASKED = limits.Limit("event.guest", 6, timedelta(hours=1))  # per address: a household, and its mistakes


def ask_for_a_seat(event: Event, name: str, email: str, wishes: Wishes = NOTHING) -> None:
    """Keep the request two days and send its link; a new request from the same address replaces the former.

    No seat is kept until the link is followed. Whoever has the address learns nothing: the answer is the same.
    """
    check_open(event)
    seating.check_room(event)
    sessions_asked(event, wishes)
    email = normal_email(email)
    if wait := limits.spend(ASKED, email):
        raise Refused(
            ngettext(
                "Beaucoup de demandes sont parties à cette adresse. Regardez votre courrier, ou réessayez dans "
                "%(num)s minute.",
                "Beaucoup de demandes sont parties à cette adresse. Regardez votre courrier, ou réessayez dans "
                "%(num)s minutes.",
                limits.minutes(wait),
            ),
            "email",
        )
    token = secrets.token_urlsafe(24)
    request = queries.guest_request_of(event, email) or GuestRequest(event_id=event.id, email=email)
    request.name, request.wishes, request.token_digest = names.cleaned(name), wishes.as_json(), digest_of(token)
    request.asked_at, request.expires_at = clock.now(), clock.now() + LIFE
    request.event = event
    db.session.add(request)
    db.session.flush()
    audit.record("event.ask_for_a_seat", event, by=None)
    letters.ask_to_confirm(request, full_address(f"/comptoirs/confirmer/{token}"))


def confirm_seat(request: GuestRequest) -> Registration:
    """Take the seat that was asked for; for the holder of an account at that address, as themselves.

    Refused when the meeting began, was cancelled or filled up meanwhile, or when they are registered already.
    """
    event, wishes = request.event, from_json(request.wishes)
    person = person_by_email(request.email)
    if person is not None and queries.registration_of(event, person) is None:
        registration = register(event, wishes, by=person)
    else:
        registration = register_guest(event, request.name, request.email, wishes, by=None)
    registration.asked_digest = request.token_digest
    db.session.delete(request)
    db.session.flush()
    return registration


def digest_of(token: str) -> str:
    """What the database keeps of a link."""
    return hashlib.sha256(token.encode()).hexdigest()


def asked_by_token(token: str) -> GuestRequest | Registration | None:
    """What a link speaks of: the request while it may be confirmed, the registration once it was."""
    digest = digest_of(token)
    found = queries.guest_request_by_digest(digest)
    if found is not None and found.expires_at > clock.now():
        return found
    return queries.registration_by_digest(digest)
