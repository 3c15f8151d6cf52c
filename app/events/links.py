"""Addresses that open something without signing in: signed for one purpose, about one registration or one diary."""

from itsdangerous import BadSignature

from app.core.crypto import signer
from app.core.links import full_address
from app.events.models import CalendarFeed, Event, Registration

PLACE, FEED = "events.my-place", "events.feed"


def meeting_address(event: Event) -> str:
    """The page of the meeting."""
    return full_address(f"/comptoirs/{event.public_id}")


def place_address(registration: Registration) -> str:
    """The page where this person gives their seat back, whoever opens it."""
    return full_address(f"/comptoirs/ma-place/{signer(PLACE).dumps(registration.public_id)}")


def feed_address(feed: CalendarFeed) -> str:
    """The secret address of somebody's own diary."""
    return full_address(f"/comptoirs/agenda/{signer(FEED).dumps(feed.key)}.ics")


def read(purpose: str, token: str) -> str | None:
    """What the token of an address speaks of; None when it was not written here."""
    try:
        return str(signer(purpose).loads(token))
    except BadSignature:
        return None
