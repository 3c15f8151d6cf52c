"""What is done with projects."""

import json
import pathlib

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.core import clock
from app.core.errors import MoveRefused, Refused, Stale
from app.core.extensions import db
from app.core.text import money
from app.events.models import Event, EventKind, Registration
from app.ideas.models import Idea
from app.ideas.status import IdeaStatus
from app.notifications.models import OutboxMessage
from app.projects import queries, services
from app.projects.models import Project, Proposal
from app.projects.status import ProjectStatus, ProposalStatus
from app.rounds.models import PhaseKind
from app.rounds.themes import Theme

SUBMISSION = PhaseKind.SUBMISSION
KEYS = ["need", "objectives", "team", "partners", "plan", "budget", "criteria", "impact", "pitch"]


@pytest.fixture
def an_idea(app):
    def make(author, round_, status="published", body="Cuire ensemble le samedi."):
        idea = Idea(
            author=author,
            round=round_,
            status=IdeaStatus(status),
            title="Un four",
            theme=Theme.HERITAGE,
            municipality_code="62041",
            body=body,
        )
        db.session.add(idea)
        db.session.commit()
        return idea

    return make


def test_round_gets_its_steps_once_when_asked_twice(a_round):
    round_ = a_round()
    first = [step.id for step in services.default_steps(round_)]
    assert [step.key for step in services.default_steps(round_)] == KEYS
    assert [step.id for step in services.default_steps(round_)] == first
    assert all(
        field.hint and field.example and field.label for step in services.default_steps(round_) for field in step.fields
    )


def test_demonstration_answers_have_a_field_when_the_steps_are_the_default_ones(a_round):
    round_ = a_round()
    services.default_steps(round_)
    demo = json.loads(pathlib.Path("app/demo/data/projects.json").read_text("utf-8"))
    assert set(demo[0]["answers"]) | {"requested", "budget", "cooperation", "innovation", "ess"} == set(
        queries.fields_by_key(round_)
    )


def test_idea_grows_once_when_its_author_says_so(people, a_round, an_idea):
    amel = people("Amel")
    idea = an_idea(amel, a_round())
    project = services.grow_project(idea, by=amel)
    db.session.commit()
    assert (project.idea, project.holder, project.title, project.summary) == (
        idea,
        amel,
        "Un four",
        "Cuire ensemble le samedi.",
    )
    assert idea.status is IdeaStatus.GROWN
    with pytest.raises(MoveRefused):
        services.grow_project(idea, by=amel)


@pytest.mark.parametrize("status", ["pending", "hidden"])
def test_idea_does_not_grow_when_not_published(people, a_round, an_idea, status):
    amel = people("Amel")
    idea = an_idea(amel, a_round())
    if status == "pending":
        idea.status = IdeaStatus.PENDING
    else:
        idea.decision_reason, idea.status = "Une réclame.", IdeaStatus.HIDDEN
    with pytest.raises(MoveRefused):
        services.grow_project(idea, by=amel)


def test_summary_is_cut_between_words_when_the_idea_is_long(people, a_round, an_idea):
    amel = people("Amel")
    project = services.grow_project(an_idea(amel, a_round(), body="Cuire ensemble. " * 40), by=amel)
    assert len(project.summary) <= 280
    assert project.summary.endswith(("Cuire…", "ensemble.…"))


def test_empty_dossier_says_everything_that_is_missing(people, a_round, a_project):
    project = a_project(people("Amel"), a_round(), complete=False)
    ready = services.completeness(project)
    assert (ready.done, ready.total, ready.is_complete) == (1, 10, False)
    assert len(ready.missing) == 12
    assert ready.missing[0] == "Le besoin : répondez à « Quel besoin avez-vous constaté, et chez qui ? »"


def test_dossier_is_complete_when_all_is_written(people, a_round, a_project):
    ready = services.completeness(a_project(people("Amel"), a_round()))
    assert (ready.done, ready.missing) == (10, [])


def test_dossier_is_not_complete_when_the_amounts_break_the_rulebook(people, a_round, a_project):
    ready = services.completeness(a_project(people("Amel"), a_round(), requested="3000"))
    assert ready.missing == [f"Le budget : La somme demandée va de {money(450_000)} à {money(2_000_000)}."]


def test_step_is_refused_when_somebody_wrote_it_meanwhile(people, a_round, a_project):
    amel, round_ = people("Amel"), a_round()
    project = a_project(amel, round_)
    need, pitch = queries.steps_of(round_)[0], queries.steps_of(round_)[-1]
    seen, seen_pitch = queries.digest_of_step(project, need), queries.digest_of_step(project, pitch)
    services.answer_step(project, need, {"need": "Autre chose."}, by=amel, seen=seen)
    services.answer_step(project, pitch, {"pitch": "Une autre partie."}, by=amel, seen=seen_pitch)
    with pytest.raises(Stale):
        services.answer_step(project, need, {"need": "Encore."}, by=amel, seen=seen)


def test_proposal_is_frozen_when_the_dossier_is_submitted(people, a_round, a_project):
    amel = people("Amel")
    project = a_project(amel, a_round(SUBMISSION))
    proposal = services.submit_project(project, by=amel)
    db.session.commit()
    assert (proposal.requested_cents, proposal.budget_cents, proposal.place) == (800_000, 1_100_000, "Arras")
    assert proposal.answers[0] == {
        "step": "Le besoin",
        "label": "Quel besoin avez-vous constaté, et chez qui ?",
        "text": "Réponse : need.",
        "key": "need",
    }
    assert [a["key"] for a in proposal.answers] == [
        "need",
        "objectives",
        "team",
        "partners",
        "plan",
        "cooperation",
        "innovation",
        "ess",
        "impact",
        "pitch",
    ]
    assert len(proposal.code) == 5
    assert (project.status, proposal.status) == (ProjectStatus.SUBMITTED, ProposalStatus.ENTERED)
    mail = db.session.scalars(select(OutboxMessage)).one()
    assert mail.to == "amel@exemple.fr" and proposal.code in mail.body


def test_submission_is_refused_when_something_is_missing(people, a_round, a_project):
    amel = people("Amel")
    with pytest.raises(Refused, match="Il manque encore : Le besoin"):
        services.submit_project(a_project(amel, a_round(SUBMISSION), complete=False), by=amel)


@pytest.mark.parametrize("phase", [PhaseKind.IDEAS, PhaseKind.LABELLING, PhaseKind.VOTE])
def test_submission_is_refused_when_the_phase_is_not_open(people, a_round, a_project, phase):
    amel = people("Amel")
    with pytest.raises(Refused, match="Dépôt des dossiers"):
        services.submit_project(a_project(amel, a_round(phase)), by=amel)


@pytest.mark.parametrize(("attended", "passes"), [(None, False), (False, False), (True, True)])
def test_submission_asks_for_a_comptoir_when_the_rulebook_does(people, a_round, a_project, attended, passes):
    amel, round_ = people("Amel"), a_round(SUBMISSION, comptoir_required=True)
    project = a_project(amel, round_)
    event = Event(
        round=round_,
        kind=EventKind.COMPTOIR,
        title="Comptoir",
        programme="",
        host="Un voisin",
        place="Salle",
        municipality_code="62041",
        starts_at=clock.now(),
        ends_at=clock.now().replace(year=clock.now().year + 1),
        seats=5,
    )
    event.registrations.append(Registration(person=amel, seat=1, attended=attended))
    db.session.add(event)
    db.session.commit()
    if passes:
        assert services.submit_project(project, by=amel).status is ProposalStatus.ENTERED
    else:
        with pytest.raises(Refused, match="participé à un comptoir"):
            services.submit_project(project, by=amel)


def test_a_comptoir_is_not_owed_when_staff_waive_it_with_a_reason(people, a_round, a_project):
    amel, stella = people("Amel"), people("Stella", Role.STAFF)
    project = a_project(amel, a_round(SUBMISSION, comptoir_required=True))
    with pytest.raises(Refused, match="raison de cette dispense"):
        services.waive_comptoir(project, " ", by=stella)
    services.waive_comptoir(project, "Équipe rencontrée sur place.", by=stella)
    assert project.comptoir_waiver == "Équipe rencontrée sur place."
    assert services.submit_project(project, by=amel).status is ProposalStatus.ENTERED


@pytest.mark.parametrize("phase", [SUBMISSION, PhaseKind.LABELLING])
def test_new_proposal_replaces_the_old_when_a_returned_dossier_comes_back(people, a_round, a_proposal, phase):
    amel, round_ = people("Amel"), a_round(phase)
    old = a_proposal(amel, round_)
    project = old.project
    services.return_project(project, "Le calendrier est vide.", by=people("Dina"))
    db.session.commit()
    assert (project.status, project.to_complete) == (ProjectStatus.TO_COMPLETE, "Le calendrier est vide.")
    new = services.submit_project(project, by=amel)
    db.session.commit()
    assert (old.status, new.status, project.to_complete) == (ProposalStatus.REPLACED, ProposalStatus.ENTERED, None)
    assert old.code != new.code


def test_returned_dossier_does_not_come_back_when_labelling_is_over(people, a_round, a_project):
    amel = people("Amel")
    with pytest.raises(Refused, match="est close depuis"):
        services.submit_project(a_project(amel, a_round(PhaseKind.VOTE), status="to_complete"), by=amel)


def test_proposals_are_read_by_number_when_labelled(people, a_round, a_proposal):
    round_ = a_round(SUBMISSION)
    made = [a_proposal(people(name), round_) for name in ("Amel", "Bruno", "Chloé")]
    for proposal, number in zip(made, (3, 1, 2), strict=True):
        proposal.number, proposal.status = number, ProposalStatus.LABELLED
    db.session.commit()
    assert [p.number for p in queries.labelled_proposals(round_)] == [1, 2, 3]
    assert queries.proposal_by_number(round_, 3) is made[0]
    assert queries.proposal_by_number(round_, 9) is None


def test_one_project_an_idea_when_the_database_is_asked_for_two(people, a_round, an_idea):
    amel, round_ = people("Amel"), a_round()
    idea = an_idea(amel, round_)
    project = services.grow_project(idea, by=amel)
    db.session.commit()
    db.session.add(
        Project(round=round_, idea=idea, holder=amel, title="Double", theme=Theme.ARTS, municipality_code="62041")
    )
    with pytest.raises(Exception, match=r"idea_id"):
        db.session.commit()
    db.session.rollback()
    assert db.session.scalars(select(Project)).all() == [project]
    assert db.session.scalars(select(Proposal)).all() == []
