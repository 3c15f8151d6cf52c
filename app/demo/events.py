"""Comptoirs and workshops of the demonstration, past and to come, with people on their seats."""

from datetime import datetime, time, timedelta

from app.core import clock
from app.core.extensions import db
from app.demo.cast import Cast
from app.demo.texts import read
from app.events.models import Event, EventKind, Place, Registration
from app.rounds.models import Round


def add_events(round_: Round, cast: Cast) -> None:
    """All meetings of data/events.json, counted in days from today."""
    people = sorted(cast.citizens.values(), key=lambda p: p.id)
    for number, about in enumerate(read("events")):
        day = clock.today() + timedelta(days=about["days_from_now"])
        start = datetime.combine(day, time.fromisoformat(about["start"]), clock.PARIS)
        event = Event(
            round=round_,
            kind=EventKind(about["kind"]),
            title=about["title"],
            programme=about["programme"],
            host=about["host"],
            place=Place(name=about["place"], municipality_code=about["commune_code"]),
            municipality_code=about["commune_code"],
            seats=about["seats"],
            starts_at=start,
            ends_at=start + timedelta(minutes=about["minutes"]),
        )
        db.session.add(event)
        past = about["days_from_now"] < 0
        for seat in range(1, min(about["registered"], about["seats"]) + 1):
            person = people[(number * 17 + seat) % len(people)]
            event.registrations.append(Registration(person=person, seat=seat, attended=seat % 7 != 0 if past else None))
