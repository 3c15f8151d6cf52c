"""What is read of requests to confirm, of signed addresses and of diaries."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from app.accounts.models import Person
from app.core import clock
from app.core.extensions import db
from app.core.links import read
from app.events.links import FEED, PLACE
from app.events.models import CalendarFeed, Event, GuestRequest, Registration
from app.events.status import EventStatus

KEPT_IN_DIARIES = timedelta(days=90)  # a diary keeps what is past; the feed need not repeat it for ever
MOST_IN_A_FEED = 300


def guest_request_of(event: Event, email: str) -> GuestRequest | None:
    """The request of that address, confirmed by nobody yet."""
    asked = select(GuestRequest).where(GuestRequest.event_id == event.id, GuestRequest.email == email)
    return db.session.scalar(asked)


def guest_request_by_digest(digest: str) -> GuestRequest | None:
    """The request whose link has this digest."""
    return db.session.scalar(select(GuestRequest).where(GuestRequest.token_digest == digest))


def registration_by_digest(digest: str) -> Registration | None:
    """The registration that a link with this digest took, as long as somebody is registered by it."""
    found = db.session.scalar(select(Registration).where(Registration.asked_digest == digest))
    return found if found is not None and found.name else None


def registration_by_token(token: str) -> Registration | None:
    """The registration a signed address speaks of, as long as somebody is registered by it."""
    public_id = read(PLACE, token)
    found = db.session.scalar(select(Registration).where(Registration.public_id == public_id)) if public_id else None
    return found if found is not None and found.name else None


def feed_of(person: Person) -> CalendarFeed | None:
    """The diary of somebody, if they made one."""
    return db.session.scalar(select(CalendarFeed).where(CalendarFeed.person_id == person.id))


def feed_by_token(token: str) -> CalendarFeed | None:
    """The diary at this secret address."""
    key = read(FEED, token)
    return db.session.scalar(select(CalendarFeed).where(CalendarFeed.key == key)) if key else None


def events_of_feed(person: Person) -> Sequence[tuple[Event, bool]]:
    """The meetings of somebody's diary, each with whether they only wait for a seat."""
    mine = (
        select(Event, Registration.waiting.is_not(None))
        .join(Registration)
        .where(Registration.person_id == person.id, Event.ends_at > clock.now() - KEPT_IN_DIARIES)
    )
    found = db.session.execute(mine.order_by(Event.starts_at, Event.id).limit(MOST_IN_A_FEED)).unique().all()
    return [(event, waits) for event, waits in found]


def events_for_everybody() -> Sequence[Event]:
    """The meetings of the public diary: those to come and the latest past ones, cancelled ones too."""
    query = select(Event).where(Event.status != EventStatus.DRAFT, Event.ends_at > clock.now() - KEPT_IN_DIARIES)
    return db.session.scalars(query.order_by(Event.starts_at, Event.id).limit(MOST_IN_A_FEED)).all()
