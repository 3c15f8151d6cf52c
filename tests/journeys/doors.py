"""Meetings that are being held, for the stage and for the tests of attendance and of restitutions."""

from datetime import timedelta

from app.accounts.models import Person
from app.attendance import services as attendance
from app.core import clock
from app.core.extensions import db
from app.events import services
from app.events.models import Event, EventKind, Registration
from app.events.queries import registration_of
from app.restitutions import services as restitutions
from app.restitutions.models import ContributionKind
from app.restitutions.queries import restitution_of
from app.rounds.models import Round
from app.territories.queries import municipality_by_code


def a_comptoir(round_: Round | None, staff: Person, *people: Person) -> Event:
    """A comptoir in six days, with these people on its seats."""
    start = clock.now() + timedelta(days=6)
    meeting = services.Meeting(
        kind=EventKind.COMPTOIR,
        title="Comptoir du samedi",
        programme="On raconte son envie, on repart à plusieurs.",
        host="Le centre social",
        place=services.Spot("Salle des fêtes", municipality_by_code("62041"), "3 place des Héros", step_free=True),
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        seats=12,
    )
    event = services.create_event(meeting, round=round_, by=staff)
    for person in people:
        services.register(event, by=person)
    return event


def a_meeting_held(round_: Round, staff: Person, citizen: Person) -> Registration:
    """A meeting that ended a minute ago: who came is noted, and has a certificate."""
    event = a_comptoir(round_, staff, citizen)
    event.title, event.starts_at = "Comptoir d’hier", clock.now() - timedelta(hours=1)
    event.ends_at = clock.now() - timedelta(minutes=1)
    db.session.flush()
    registration = registration_of(event, citizen)
    attendance.mark(event, [attendance.Mark("tap", registration.public_id, True, clock.now())], by=staff)
    for named in (True, False):
        restitutions.add_contribution(
            event, ContributionKind.RECOMMENDATION, "Des horaires du soir.", None, named=named, by=citizen
        )
    restitutions.write(event, "# Suites\n\nUn four, tous ensemble.", version=None, by=staff)
    restitutions.publish(restitution_of(event), by=staff)
    return registration
