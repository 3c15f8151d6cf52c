"""Meetings as a calendar (RFC 5545), for the visitor's own diary: hours of Paris, with the rule of its summer time."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from icalendar import Calendar, Timezone
from icalendar import Event as Entry

from app.core import clock
from app.events.links import meeting_address
from app.events.models import Event
from app.events.status import EventStatus

STATUS = {EventStatus.DRAFT: "TENTATIVE", EventStatus.ANNOUNCED: "CONFIRMED", EventStatus.CANCELLED: "CANCELLED"}
REFRESH = timedelta(hours=4)  # how often a diary asks again (RFC 7986 §5.7)


def calendar_of(events: Iterable[Event], name: str, waiting: Iterable[int] = ()) -> bytes:
    """A VCALENDAR of these meetings; those in `waiting` (keys) are not sure yet.

    A meeting keeps its UID whatever changes; SEQUENCE says that diaries must be corrected, STATUS that it is off.
    """
    calendar, unsure = Calendar(), set(waiting)
    calendar.add("prodid", "-//Comptoir//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add_component(_paris())
    for event in events:
        calendar.add_component(_entry(event, unsure=event.id in unsure))
    return calendar.to_ical()


def _entry(event: Event, *, unsure: bool) -> Entry:
    entry = Entry()
    entry.add("uid", f"{event.public_id}@comptoir")
    entry.add("dtstamp", event.updated_at)
    entry.add("last-modified", event.updated_at)
    entry.add("sequence", event.sequence)
    entry.add("status", "TENTATIVE" if unsure and event.is_announced else STATUS[event.status])
    entry.add("dtstart", clock.paris(event.starts_at))
    entry.add("dtend", clock.paris(event.ends_at))
    entry.add("summary", event.title)
    entry.add("location", event.place.line)
    entry.add("description", event.programme)
    entry.add("categories", [event.kind_name])
    entry.add("url", meeting_address(event))
    return entry


def _paris() -> Timezone:
    return _paris_in(clock.today().year)


@lru_cache(maxsize=4)
def _paris_in(year: int) -> Timezone:
    """The VTIMEZONE around this year: drawing it from the rules of the system takes longer than a whole calendar."""
    return Timezone.from_tzid("Europe/Paris", first_date=date(year - 2, 1, 1), last_date=date(year + 4, 1, 1))
