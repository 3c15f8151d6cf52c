"""Addresses that open something without signing in: signed for one purpose, about one registration or one diary."""

from app.core.links import full_address, sign
from app.events.models import CalendarFeed, Event, Registration

PLACE, FEED = "events.my-place", "events.feed"


def meeting_address(event: Event) -> str:
    """The page of the meeting."""
    return full_address(f"/comptoirs/{event.public_id}")


def place_address(registration: Registration) -> str:
    """The page where this person gives their seat back, whoever opens it."""
    return full_address(f"/comptoirs/ma-place/{sign(PLACE, registration.public_id)}")


def feed_address(feed: CalendarFeed) -> str:
    """The secret address of somebody's own diary."""
    return full_address(f"/comptoirs/agenda/{sign(FEED, feed.key)}.ics")
