"""What is read of meetings, and of who comes to them."""

from app.events.queries.meetings import (
    event_by_public_id,
    past,
    seats_taken,
    upcoming,
)
from app.events.queries.registrations import (
    attended_a_comptoir,
    coming_meetings_of,
    everybody_at,
    registration_of,
    registrations_of,
)

__all__ = [
    "attended_a_comptoir",
    "coming_meetings_of",
    "event_by_public_id",
    "everybody_at",
    "past",
    "registration_of",
    "registrations_of",
    "seats_taken",
    "upcoming",
]
