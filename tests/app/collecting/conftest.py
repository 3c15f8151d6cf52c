"""A comptoir in an open round, with somebody who hosts it."""

from datetime import timedelta

import pytest

from app.core import clock
from app.core.extensions import db
from app.events.models import Event, EventHost, EventKind, Place


@pytest.fixture
def comptoir(app, a_round, people):
    """A function: comptoir() gives a committed meeting; its host is `comptoir.host`."""
    round_, host = a_round(), people("Hote")

    def make(title="Comptoir d’Arras"):
        start = clock.now() - timedelta(days=1)
        event = Event(
            round=round_,
            kind=EventKind.COMPTOIR,
            title=title,
            programme="On parle.",
            host="Nous",
            place=Place(name=f"Salle de {title}", municipality_code="62041"),
            municipality_code="62041",
            starts_at=start,
            ends_at=start + timedelta(hours=2),
            seats=9,
            hosts=[EventHost(person=host)],
        )
        db.session.add(event)
        db.session.commit()
        return event

    make.host = host
    return make
