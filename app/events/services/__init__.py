"""What is done with meetings, one module for each family of verbs."""

from app.events.services.attendance import attendance_may_be_marked
from app.events.services.meetings import Meeting, announce_event, cancel_event, create_event, edit_event
from app.events.services.places import Spot
from app.events.services.registrations import register, unregister
from app.events.services.wishes import Wishes

__all__ = [
    "Meeting",
    "Spot",
    "Wishes",
    "announce_event",
    "attendance_may_be_marked",
    "cancel_event",
    "create_event",
    "edit_event",
    "register",
    "unregister",
]
