"""What is done in mentoring: a page set out, a project accepted, a change asked, an end, meetings and notes."""

from app.mentoring.services.following import log_meeting, remove_meeting, remove_note, write_note
from app.mentoring.services.matching import accept, ask_change, end, set_out

__all__ = [
    "accept",
    "ask_change",
    "end",
    "log_meeting",
    "remove_meeting",
    "remove_note",
    "set_out",
    "write_note",
]
