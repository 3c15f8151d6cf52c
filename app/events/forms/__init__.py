"""What is typed about meetings: by staff about the meeting itself, by people who come."""

from app.events.forms.meetings import (
    CancelForm,
    EventForm,
    PlaceForm,
    SessionForm,
    copied_from,
    place_typed_from,
    session_typed_from,
    typed_from,
)
from app.events.forms.registering import GuestForm, ListedGuestForm, RegistrationForm

__all__ = [
    "CancelForm",
    "EventForm",
    "GuestForm",
    "ListedGuestForm",
    "PlaceForm",
    "RegistrationForm",
    "SessionForm",
    "copied_from",
    "place_typed_from",
    "session_typed_from",
    "typed_from",
]
