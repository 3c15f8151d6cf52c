"""What is done with projects."""

import json
import pathlib

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Person, Role
from app.core import clock
from app.core.errors import MoveRefused, Refused
from app.core.extensions import db
from app.core.text import money
from app.events.models import Event, EventKind, Place, Registration
from app.ideas.status import IdeaStatus
from app.notifications.models import OutboxMessage
from app.projects import queries, services
from app.projects.models import Project, Proposal
from app.projects.status import ProjectStatus, ProposalStatus
from app.rounds.models import PhaseKind, Round
from app.rounds.themes import Theme
from app.submissions.services import WHOLE, Reason, send_back, submit_project, waive_comptoir
from app.territories.queries import municipality_by_code
from tests.races import at_once

SUBMISSION = PhaseKind.SUBMISSION
KEYS = ["need", "objectives", "team", "partners", "plan", "budget", "criteria", "impact", "pitch"]


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
    assert set(demo[0]["answers"]) | {"cooperation", "innovation", "ess", "plain_summary"} == {
        field.key for step in queries.steps_of(round_) for field in step.fields
    }


def test_idea_grows_once_when_its_author_says_so(people, a_round, an_idea):
    amel = people("Amel")
    idea = an_idea(amel, a_round(), title="Un four", body="Cuire ensemble le samedi.")
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
    db.session.expire(project, ["answers"])
    need = queries.steps_of(project.round)[0].fields[0]
    assert queries.answers_by_field(project) == {need.id: "Cuire ensemble. " * 39 + "Cuire ensemble."}


def test_empty_dossier_says_everything_that_is_missing(people, a_round, a_project):
    project = a_project(people("Amel"), a_round(), complete=False)
    ready = queries.completeness(project)
    assert (ready.done, ready.total, ready.is_complete) == (1, 10, False)
    assert len(ready.missing) == 11
    assert ready.missing[0] == "Le besoin : répondez à « Quel besoin avez-vous constaté, et chez qui ? »"


def test_dossier_is_complete_when_all_is_written(people, a_round, a_project):
    ready = queries.completeness(a_project(people("Amel"), a_round()))
    assert (ready.done, ready.missing) == (10, [])


def test_dossier_is_not_complete_when_the_amounts_break_the_rulebook(people, a_round, a_project):
    ready = queries.completeness(a_project(people("Amel"), a_round(), requested="3000"))
    assert ready.missing == [f"Le budget : La somme demandée va de {money(450_000)} à {money(2_000_000)}"]


def test_proposal_is_frozen_when_the_dossier_is_submitted(people, a_round, a_project):
    amel = people("Amel")
    project = a_project(amel, a_round(SUBMISSION))
    proposal = submit_project(project, by=amel)
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
        "budget_expense",
        "budget_resource",
        "cooperation",
        "innovation",
        "ess",
        "impact",
        "pitch",
        "plain_summary",
    ]
    assert len(proposal.code) == 5
    assert (project.status, proposal.status) == (ProjectStatus.SUBMITTED, ProposalStatus.ENTERED)
    mail = db.session.scalars(select(OutboxMessage)).one()
    assert mail.to == "amel@exemple.fr" and proposal.code in mail.body


def test_submission_is_refused_when_something_is_missing(people, a_round, a_project):
    amel = people("Amel")
    with pytest.raises(Refused, match="Il manque encore : Le besoin"):
        submit_project(a_project(amel, a_round(SUBMISSION), complete=False), by=amel)


@pytest.mark.parametrize("phase", [PhaseKind.IDEAS, PhaseKind.LABELLING, PhaseKind.VOTE])
def test_submission_is_refused_when_the_phase_is_not_open(people, a_round, a_project, phase):
    amel = people("Amel")
    with pytest.raises(Refused, match="Dépôt des dossiers"):
        submit_project(a_project(amel, a_round(phase)), by=amel)


@pytest.mark.parametrize(
    ("kind", "attended", "passes"),
    [
        (EventKind.COMPTOIR, None, False),
        (EventKind.COMPTOIR, False, False),
        (EventKind.COMPTOIR, True, True),
        (EventKind.PITCH, True, False),
        (EventKind.DAY, True, False),
    ],
)
def test_submission_asks_for_a_comptoir_when_the_rulebook_does(people, a_round, a_project, kind, attended, passes):
    amel, round_ = people("Amel"), a_round(SUBMISSION, comptoir_required=True)
    project = a_project(amel, round_)
    event = Event(
        round=round_,
        kind=kind,
        title="Comptoir",
        programme="",
        host="Un voisin",
        place=Place(name="Salle", municipality_code="62041"),
        municipality_code="62041",
        starts_at=clock.now(),
        ends_at=clock.now().replace(year=clock.now().year + 1),
        seats=5,
    )
    event.registrations.append(Registration(person=amel, seat=1, attended=attended))
    db.session.add(event)
    db.session.commit()
    if passes:
        assert submit_project(project, by=amel).status is ProposalStatus.ENTERED
    else:
        with pytest.raises(Refused, match="participé à un comptoir"):
            submit_project(project, by=amel)


def test_a_comptoir_is_not_owed_when_staff_waive_it_with_a_reason(people, a_round, a_project):
    amel, stella = people("Amel"), people("Stella", Role.STAFF)
    project = a_project(amel, a_round(SUBMISSION, comptoir_required=True))
    with pytest.raises(Refused, match="raison de cette dispense"):
        waive_comptoir(project, " ", by=stella)
    waive_comptoir(project, "Équipe rencontrée sur place.", by=stella)
    assert project.comptoir_waiver == "Équipe rencontrée sur place."
    assert submit_project(project, by=amel).status is ProposalStatus.ENTERED


@pytest.mark.parametrize("phase", [SUBMISSION, PhaseKind.LABELLING])
def test_new_proposal_replaces_the_old_when_a_returned_dossier_comes_back(people, a_round, a_proposal, phase):
    amel, round_ = people("Amel"), a_round(phase)
    old = a_proposal(amel, round_)
    project = old.project
    send_back(old, [Reason(WHOLE, "", "Le calendrier est vide.")], by=people("Dina"))
    db.session.commit()
    assert (project.status, project.to_complete) == (ProjectStatus.TO_COMPLETE, "Le calendrier est vide.")
    new = submit_project(project, by=amel)
    db.session.commit()
    assert (old.status, new.status, project.to_complete) == (ProposalStatus.REPLACED, ProposalStatus.ENTERED, None)
    assert old.code != new.code


def test_returned_dossier_does_not_come_back_when_labelling_is_over(people, a_round, a_project):
    amel = people("Amel")
    with pytest.raises(Refused, match="est close depuis"):
        submit_project(a_project(amel, a_round(PhaseKind.VOTE), status="to_complete"), by=amel)


def test_labelled_proposals_come_in_the_order_of_their_numbers(people, a_round, a_proposal):
    round_ = a_round(SUBMISSION)
    made = [a_proposal(people(name), round_) for name in ("Amel", "Bruno", "Chloé")]
    for proposal, number in zip(made, (3, 1, 2), strict=True):
        proposal.number, proposal.status = number, ProposalStatus.LABELLED
    db.session.commit()
    assert [p.number for p in queries.labelled_proposals(round_)] == [1, 2, 3]


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


@pytest.mark.parametrize("status", ["entered", "labelled"])
def test_proposal_is_withdrawn_with_a_reason_when_staff_say_so(people, a_round, a_proposal, status):
    amel, stella = people("Amel"), people("Stella", Role.STAFF)
    proposal = a_proposal(amel, a_round(PhaseKind.LABELLING))
    proposal.number, proposal.status = 1, ProposalStatus(status)
    db.session.commit()
    with pytest.raises(MoveRefused, match="Donnez la raison"):
        services.withdraw_proposal(proposal, " ", by=stella)
    services.withdraw_proposal(proposal, "La personne se retire.", by=stella)
    db.session.commit()
    assert (proposal.status, proposal.decision_reason) == (ProposalStatus.WITHDRAWN, "La personne se retire.")
    mail = db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id.desc())).first()
    assert mail.to == "amel@exemple.fr" and "Raison : La personne se retire." in mail.body


@pytest.mark.parametrize("phase", [PhaseKind.VOTE, PhaseKind.COUNT])
def test_proposal_stays_when_the_vote_has_begun(people, a_round, a_proposal, phase):
    proposal = a_proposal(people("Amel"), a_round(phase))
    with pytest.raises(Refused, match="la liste des projets ne change plus"):
        services.withdraw_proposal(proposal, "Trop tard.", by=people("Stella", Role.STAFF))


def test_labelled_project_is_not_submitted_twice_when_it_was_sent_back_before(people, a_round, a_proposal):
    amel = people("Amel")
    proposal = a_proposal(amel, a_round(SUBMISSION))
    proposal.number, proposal.status, proposal.project.status = 1, ProposalStatus.LABELLED, ProjectStatus.TO_COMPLETE
    db.session.commit()
    with pytest.raises(Refused, match="a déjà reçu le label"):
        submit_project(proposal.project, by=amel)


def test_database_refuses_two_candidates_when_they_come_from_one_project(people, a_round, a_proposal):
    first = a_proposal(people("Amel"), a_round(SUBMISSION))
    names = ("round_id", "project_id", "title", "requested_cents", "budget_cents", "answers")
    second = Proposal(**{name: getattr(first, name) for name in names}, code="AUTRE")
    db.session.add(second)
    for number, proposal in enumerate((first, second), 1):
        proposal.number, proposal.status = number, ProposalStatus.LABELLED
    with pytest.raises(IntegrityError):
        db.session.commit()


def test_round_gets_its_steps_once_when_two_first_projects_begin_at_once(app, a_round, people):
    round_id, ids = a_round().id, [people(name).id for name in ("Amel", "Bruno")]
    db.session.commit()

    def beginning(person_id):
        def deed(wait):
            round_, person = db.session.get(Round, round_id), db.session.get(Person, person_id)
            wait()
            arras = municipality_by_code("62041")
            services.start_project("Titre", "Résumé.", "", Theme.ARTS, arras, by=person, round=round_)

        return deed

    assert at_once(app, *(beginning(person_id) for person_id in ids)) == ["done", "done"]
    assert [step.key for step in queries.steps_of(db.session.get(Round, round_id))] == KEYS
