"""Meetings that are being held, for the tests of this feature."""

from datetime import timedelta

import pytest

from app.accounts.models import Role
from app.core import clock
from app.core.extensions import db
from app.projects import services as projects
from app.projects.queries import owes_comptoir
from app.rounds.themes import Theme
from app.territories.queries import municipality_by_code
from tests.journeys import doors


@pytest.fixture
def held(app, people):
    """A factory of a committed meeting that began an hour ago (or begins in `days`): itself, two seats, a host."""
    made = []

    def make(days=0, round=None):
        made.append(1)
        names = [f"{name} {'I' * len(made)}" for name in ("Amel", "Bruno")]
        staff = people(f"Hélène {'I' * len(made)}", Role.STAFF)
        event = doors.a_comptoir(round, staff, *(people(name) for name in names))
        if not days:
            event.starts_at, event.ends_at = clock.now() - timedelta(hours=1), clock.now() + timedelta(hours=1)
        db.session.commit()
        return event, sorted(event.registrations, key=lambda one: one.person.name), staff

    return make


@pytest.fixture
def project_of(app):
    """A factory of a project in a round; gives a function saying whether its team still owes a comptoir."""

    def make(round_, holder):
        town = municipality_by_code("62041")
        project = projects.start_project(
            "Fournil", "Du pain.", "Les voisins", Theme.ISOLATION, town, by=holder, round=round_
        )
        db.session.commit()
        return lambda: owes_comptoir(project)

    return make
