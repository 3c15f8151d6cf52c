"""One's own diary at a secret address."""

import secrets

from app.accounts.models import Person
from app.core import audit, clock
from app.core.extensions import db
from app.events import queries
from app.events.models import CalendarFeed


def renew_feed(*, by: Person) -> CalendarFeed:
    """Make the secret address, or another one: the former opens nothing any more."""
    feed = queries.feed_of(by) or CalendarFeed(person_id=by.id)
    feed.key, feed.made_at = secrets.token_urlsafe(24), clock.now()
    db.session.add(feed)
    db.session.flush()
    audit.record("event.renew_feed", by, by=by)
    return feed


def stop_feed(*, by: Person) -> None:
    """Close the address."""
    if feed := queries.feed_of(by):
        db.session.delete(feed)
        audit.record("event.stop_feed", by, by=by)
