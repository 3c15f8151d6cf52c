"""Ideas, projects and proposals for the tests of the features."""

from datetime import timedelta

import pytest

from app.budgets.lines import Line
from app.budgets.services import write_budget
from app.core import clock
from app.core.extensions import db
from app.ideas.models import Idea
from app.ideas.status import IdeaStatus
from app.projects import queries, services
from app.projects.models import Member, MemberRole
from app.projects.status import ProjectStatus
from app.rounds.models import PhaseKind
from app.rounds.status import PhaseStatus
from app.rounds.themes import Theme
from app.submissions.services import submit_project
from app.territories.queries import municipality_by_code

AMOUNTS = {"requested": "8000", "budget": "11000"}


def _table(requested, budget):
    """A balanced budget of so many euros, of which so many are asked."""
    asked, whole = int(requested) * 100, int(budget) * 100
    lines = [Line(60, "Achats", whole), Line(74, "Budget citoyen", asked, is_asked=True)]
    return [*lines, Line(75, "Dons", whole - asked)] if whole > asked else lines


@pytest.fixture
def an_idea(app):
    """A factory of committed ideas; a refused or hidden one has its ground and its reason."""

    def make(author, round_, status="published", *, commune="62041", **more):
        reason = "Une réclame." if status in {"refused", "hidden"} else None
        told = {
            "title": "Un four à pain au village",
            "body": "Cuire ensemble le samedi, et se parler.",
            "theme": Theme.HERITAGE,
            "decision_reason": reason,
            "decision_ground": "publicite" if reason else None,
        }
        if status == "merged" and "merged_into" not in more:
            more["merged_into"] = make(author, round_, title="Le four de tous")
        idea = Idea(
            author=author, round=round_, status=IdeaStatus(status), municipality_code=commune, **{**told, **more}
        )
        db.session.add(idea)
        db.session.commit()
        return idea

    return make


@pytest.fixture
def a_project(app):
    """A factory of committed projects, complete or not, in any status."""

    def make(holder, round_, *, complete=True, status="draft", title="L’atelier vélo", **amounts):
        arras = municipality_by_code("62041")
        presentation = (title, "Réparer ensemble.", "Les Cyclettes", Theme.TRANSITION, arras)
        project = services.start_project(*presentation, by=holder, round=round_)
        if complete:
            for step in queries.steps_of(round_):
                texts = {field.key: f"Réponse : {field.key}." for field in step.fields if field.kind != "money"}
                services.answer_step(project, step, texts, by=holder)
            write_budget(project, _table(**AMOUNTS | amounts), by=holder)
        project.status = ProjectStatus(status)
        db.session.commit()
        return project

    return make


@pytest.fixture
def join():
    """A function that puts somebody in the team of a project, committed."""

    def do(project, person, role="editor"):
        member = Member(project=project, person=person, role=MemberRole(role))
        db.session.add(member)
        db.session.commit()
        return member

    return do


@pytest.fixture
def during():
    """A function that does a deed as if the round had another phase open just then."""

    def do(round_, kind, deed):
        phase, now = round_.phase(kind), clock.now()
        kept = (phase.status, phase.starts_at, phase.ends_at)
        phase.status, phase.starts_at, phase.ends_at = (
            PhaseStatus.OPEN,
            now - timedelta(days=1),
            now + timedelta(days=1),
        )
        db.session.commit()
        done = deed()
        phase.status, phase.starts_at, phase.ends_at = kept
        db.session.commit()
        return done

    return do


@pytest.fixture
def a_proposal(a_project, during):
    """A factory of committed proposals, submitted as if the phase of submission were open."""

    def make(holder, round_, **more):
        project = a_project(holder, round_, **more)
        return during(round_, PhaseKind.SUBMISSION, lambda: submit_project(project, by=holder))

    return make
