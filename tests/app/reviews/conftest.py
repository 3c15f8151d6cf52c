"""Projects for the tests of reviews."""

from datetime import timedelta

import pytest

from app.core import clock
from app.core.extensions import db
from app.projects import queries, services
from app.projects.status import ProjectStatus
from app.rounds.themes import Theme
from app.territories.queries import municipality_by_code

AMOUNTS = {"requested": "8000", "budget": "11000"}


@pytest.fixture
def a_project(app):
    """A factory of committed projects, complete or not, in any status."""

    def make(holder, round_, *, complete=True, status="draft", title="L’atelier vélo", **amounts):
        project = services.start_project(
            title,
            "Réparer ensemble.",
            "Les Cyclettes",
            Theme.TRANSITION,
            municipality_by_code("62041"),
            by=holder,
            round=round_,
        )
        if complete:
            for step in queries.steps_of(round_):
                texts = {field.key: f"Réponse : {field.key}." for field in step.fields} | (
                    AMOUNTS | amounts if step.key == "budget" else {}
                )
                services.answer_step(project, step, texts, by=holder)
        project.status = ProjectStatus(status)
        db.session.commit()
        return project

    return make


@pytest.fixture
def a_proposal(a_project):
    """A factory of committed proposals, submitted as if the phase of submission were open."""
    from app.rounds.models import PhaseKind
    from app.rounds.status import PhaseStatus

    def make(holder, round_, **more):
        project = a_project(holder, round_, **more)
        phase, now = round_.phase(PhaseKind.SUBMISSION), clock.now()
        kept = (phase.status, phase.starts_at, phase.ends_at)
        phase.status, phase.starts_at, phase.ends_at = (
            PhaseStatus.OPEN,
            now - timedelta(days=1),
            now + timedelta(days=1),
        )
        proposal = services.submit_project(project, by=holder)
        phase.status, phase.starts_at, phase.ends_at = kept
        db.session.commit()
        return proposal

    return make
