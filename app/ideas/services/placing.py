"""Where an idea stands: its neighbourhood in words, and its pin on the map."""

from app.accounts.models import Person
from app.core import audit, names
from app.core.extensions import db
from app.core.text import plain
from app.ideas.models import Idea
from app.territories.pins import Pin, require_in_territory

NEIGHBOURHOOD_MAX = 80


def place_idea(idea: Idea, neighbourhood: str, pin: Pin | None) -> None:
    """Write down where an idea stands in its commune. Raises Refused for a pin in the sea or elsewhere."""
    idea.neighbourhood = names.cleaned(neighbourhood, NEIGHBOURHOOD_MAX, "neighbourhood") if neighbourhood else ""
    idea.neighbourhood_key = plain(idea.neighbourhood)
    _set_pin(idea, pin)


def pin_idea(idea: Idea, pin: Pin | None, *, by: Person | None) -> None:
    """Place an idea; without a pin, it stands at its commune again. Raises Refused in the sea or elsewhere."""
    _set_pin(idea, pin)
    audit.record("idea.pin", idea, by=by, placed=pin is not None)
    db.session.flush()


def _set_pin(idea: Idea, pin: Pin | None) -> None:
    require_in_territory(pin)
    idea.latitude, idea.longitude = pin or (None, None)
