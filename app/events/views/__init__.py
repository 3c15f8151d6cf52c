"""The pages about comptoirs and workshops, by audience: everybody, people who come, the team."""

from app.events.views import desk, pages, places, programme, registering, without_account
from app.events.views.blueprint import bp

__all__ = ["bp", "desk", "pages", "places", "programme", "registering", "without_account"]
