"""What is stored of meetings: where and when, their programme, who comes, and what they need."""

from app.events.models.guests import CalendarFeed, GuestRequest
from app.events.models.meetings import EVENT_NAMES, Event, EventHost, EventKind
from app.events.models.places import Place
from app.events.models.programme import SESSION_NAMES, EventSession, SessionKind
from app.events.models.registrations import Registration, RegistrationNeeds, Seated, SessionChoice

__all__ = [
    "EVENT_NAMES",
    "SESSION_NAMES",
    "CalendarFeed",
    "Event",
    "EventHost",
    "EventKind",
    "EventSession",
    "GuestRequest",
    "Place",
    "Registration",
    "RegistrationNeeds",
    "Seated",
    "SessionChoice",
    "SessionKind",
]
