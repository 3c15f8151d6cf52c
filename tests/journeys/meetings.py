"""The meeting of the stage: two ateliers, somebody registered, a guest, a request to confirm."""

from datetime import timedelta

from app.accounts.models import Person
from app.core import clock
from app.core.extensions import db
from app.core.links import sign
from app.events import links, services
from app.events.models import Event, EventKind, GuestRequest, SessionKind
from app.events.services.guests import LIFE, digest_of
from app.events.services.programme import Part, add_session
from app.events.services.registrations import register_guest
from app.rounds.models import Round
from app.territories.queries import municipality_by_code

LINK = "lien-d-un-courriel"


def a_meeting(round_: Round, staff: Person, citizen: Person) -> Event:
    """A comptoir in six days, at Arras."""
    start = clock.now() + timedelta(days=6)
    meeting = services.Meeting(
        kind=EventKind.COMPTOIR,
        title="Comptoir du samedi",
        programme="On raconte son envie, on repart à plusieurs.",
        host="Le centre social",
        place=services.Spot("Salle des fêtes", municipality_by_code("62041"), "3 place des Héros", step_free=True),
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        seats=12,
        hosts=[staff],
    )
    event = services.create_event(meeting, round=round_, by=staff)
    for title, seats in (("De l’idée au projet", 6), ("Le pitch", 1)):
        hours = {"starts_at": start, "ends_at": start + timedelta(hours=1)}
        add_session(event, Part(SessionKind.WORKSHOP, title, seats=seats, room="Salle 1", **hours), by=staff)
    services.register(event, services.Wishes(sessions=(event.sessions[0].public_id,), meal=True), by=citizen)
    register_guest(event, "Dina", "dina@exemple.fr", by=None)
    request = GuestRequest(event=event, email="emma@exemple.fr", name="Emma", wishes={})
    request.token_digest, request.expires_at = digest_of(LINK), clock.now() + LIFE
    db.session.add(request)
    db.session.flush()
    return event


def my_seat(event: Event) -> str:
    """The token of the address where the guest gives their seat back."""
    guest = next(one for one in event.registrations if one.guest_name)
    return sign(links.PLACE, guest.public_id)
