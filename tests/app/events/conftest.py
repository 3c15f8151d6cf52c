"""Meetings for the tests of this feature."""

from datetime import datetime, timedelta

import pytest

from app.core import clock
from app.core.extensions import db
from app.events import services
from app.events.models import EventKind
from app.territories.queries import municipality_by_code

ARRAS = "62041"


def meeting(start, seats=3, town=ARRAS, kind=EventKind.COMPTOIR, title="Comptoir d’Arras", hours=2, **more):
    """What staff type."""
    return services.Meeting(
        kind=kind,
        title=title,
        programme="On parle.",
        host="La Ruche",
        place=services.Spot("Salle 1", municipality_by_code(town)),
        starts_at=start,
        ends_at=start + timedelta(hours=hours),
        seats=seats,
        **{"waiting_places": 0} | more,
    )


@pytest.fixture
def an_event(app):
    """A factory of committed meetings, at six in the evening."""

    def make(days=5, round_=None, **more):
        midnight = datetime.combine(clock.today() + timedelta(days=days), datetime.min.time(), clock.PARIS)
        event = services.create_event(meeting(midnight.replace(hour=18), **more), round=round_, by=None)
        db.session.commit()
        return event

    return make
