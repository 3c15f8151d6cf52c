"""Parts of the dossier that another feature fills."""

import pytest

from app.core.extensions import db
from app.projects import parts, queries
from app.projects.parts import Frozen, PartKind, PartState
from app.rounds.models import PhaseKind
from app.submissions.services import submit_project


@pytest.fixture
def filled(monkeypatch):
    """A function that registers a part for the time of a test."""

    def do(kind, **more):
        part = PartKind(address=lambda project, step: f"/ailleurs/{project.public_id}/{step.key}", **more)
        monkeypatch.setattr(parts, "PARTS", {kind: part})

    return do


def test_part_filled_elsewhere_is_linked_and_says_what_it_lacks(visit, people, a_round, a_project, filled):
    amel = people("Amel")
    project = a_project(amel, a_round())
    filled("budget", state=lambda _p, _s: PartState(["ajoutez une dépense"], is_begun=True))
    page = visit(f"/projets/{project.public_id}", by=amel)
    assert "Le budget : ajoutez une dépense" in page.text.replace("\u00a0", " ").replace("\u202f", " ")
    assert f"/ailleurs/{project.public_id}/budget" in page.text
    assert visit(f"/projets/{project.public_id}/etapes/budget", by=amel).location.startswith("/ailleurs/")


def test_proposal_takes_lines_and_amounts_from_the_part_that_knows_them(people, a_round, a_project, filled):
    amel, round_ = people("Amel"), a_round(PhaseKind.SUBMISSION)
    project = a_project(amel, round_)
    line = {"label": "Budget", "text": "60 Achats : 900 €", "key": "table"}
    filled(
        "budget",
        state=lambda _p, _s: PartState(),
        frozen=lambda _p, _s: Frozen([line], (500_000, 900_000)),
    )
    proposal = submit_project(project, by=amel)
    db.session.commit()
    assert (proposal.requested_cents, proposal.budget_cents) == (500_000, 900_000)
    assert {"step": "Le budget"} | line in proposal.answers


def test_two_features_cannot_fill_the_same_part(filled):
    filled("budget", state=lambda _p, _s: PartState())
    with pytest.raises(RuntimeError, match="twice"):
        parts.fill_part("budget", PartKind(address=lambda _p, _s: "/", state=lambda _p, _s: PartState()))


def test_part_without_feature_shows_its_questions(people, a_round, a_project):
    ready = queries.completeness(a_project(people("Amel"), a_round()))
    assert ready.is_complete
