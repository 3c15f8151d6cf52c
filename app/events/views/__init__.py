"""The pages about comptoirs and workshops, by audience."""

from app.events.views import meetings
from app.events.views.blueprint import bp

__all__ = ["bp", "meetings"]
