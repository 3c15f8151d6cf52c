"""Meetings on the stage of the matrix: to come, over, being prepared; with a part, a guest, a request and a diary."""

from datetime import datetime, timedelta

from app.admin.scenery import PLACE, Stage, the_concerned
from app.core import clock
from app.core.extensions import db
from app.core.links import sign
from app.events import links
from app.events.models import (
    CalendarFeed,
    Event,
    EventKind,
    EventSession,
    GuestRequest,
    Place,
    Registration,
    SessionKind,
)
from app.events.services.guests import LIFE, digest_of
from app.events.status import EventStatus
from app.rounds.models import Round

LINK = "lien-d-un-courriel"  # what the mail of the guest would hold


def events(stage: Stage, rounds: dict[str, Round]) -> None:
    """One meeting of each state, all at one place."""
    place = Place(name="Ici", municipality_code=PLACE)
    draft = (9, EventStatus.DRAFT)
    states = {"to come": (9, EventStatus.ANNOUNCED), "over": (-9, EventStatus.ANNOUNCED), "draft": draft}
    for state, (days, status) in states.items():
        event = _event(rounds["labelling"], place, clock.now() + timedelta(days=days), status)
        event.registrations.append(Registration(person_id=the_concerned(stage).id, seat=1))
        db.session.add(event)
        db.session.flush()
        stage.put("event", state, public_id=event.public_id)
        if state == "to come":
            _around(stage, event)
    stage.put("place", "", public_id=place.public_id)


def _event(round_: Round, place: Place, start: datetime, status: EventStatus) -> Event:
    return Event(
        round_id=round_.id,
        kind=EventKind.COMPTOIR,
        title="Comptoir",
        programme="On parle.",
        host="Nous",
        place=place,
        municipality_code=PLACE,
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        seats=9,
        status=status,
    )


def _around(stage: Stage, event: Event) -> None:
    hours = {"starts_at": event.starts_at, "ends_at": event.ends_at}
    session = EventSession(event_id=event.id, kind=SessionKind.WORKSHOP, title="Atelier", **hours)
    guest = Registration(event_id=event.id, guest_name="Dina", guest_email="dina@exemple.fr", seat=2)
    request = GuestRequest(event_id=event.id, email="emma@exemple.fr", name="Emma", wishes={})
    request.token_digest, request.expires_at = digest_of(LINK), clock.now() + LIFE
    feed = CalendarFeed(person_id=the_concerned(stage).id, key="cle")
    db.session.add_all([session, guest, request, feed])
    db.session.flush()
    where = {"public_id": event.public_id}
    stage.put("session", "", session=session.public_id, **where)
    stage.put("registration", "", registration=guest.public_id, **where)
    stage.put("my seat", "", token=sign(links.PLACE, guest.public_id))
    stage.put("request of a guest", "", token=LINK)
    stage.put("diary", "", token=sign(links.FEED, feed.key))
