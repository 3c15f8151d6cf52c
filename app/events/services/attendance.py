"""From when on it is known who came; app/attendance/ notes it."""

from app.core import clock
from app.events.models import Event


def attendance_may_be_marked(event: Event) -> bool:
    """From the day of the meeting on."""
    return clock.paris(event.starts_at).date() <= clock.today()
