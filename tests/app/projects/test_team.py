"""What a team may do in a project that one of them holds."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Role
from app.core import clock
from app.core.extensions import db
from app.core.policy import RULES
from app.events.models import Event, EventKind, Place, Registration
from app.privacy.queries import obstacles
from app.projects import queries
from app.projects.models import Member, MemberRole
from app.rounds.models import PhaseKind

SUBMISSION = PhaseKind.SUBMISSION
DOORS = ("project.see", "project.edit", "project.submit", "project.carry")
OPEN = {"editor": DOORS[:2], "reader": DOORS[:1], None: ()}


def _seen_at_a_comptoir(round_, person):
    told = {
        "title": "Comptoir",
        "programme": "",
        "host": "Un voisin",
        "place": Place(name="Salle", municipality_code="62041"),
        "seats": 5,
    }
    start = clock.now() - timedelta(days=1)
    event = Event(
        round=round_,
        kind=EventKind.COMPTOIR,
        municipality_code="62041",
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        registrations=[Registration(person=person, seat=1, attended=True)],
        **told,
    )
    db.session.add(event)
    db.session.commit()


@pytest.mark.parametrize("role", OPEN)
def test_a_role_in_the_team_opens_its_doors_and_no_other(people, a_round, a_project, join, role):
    bruno = people("Bruno")
    project = a_project(people("Amel"), a_round(SUBMISSION))
    if role:
        join(project, bruno, role)
    assert tuple(door for door in DOORS if RULES[door](bruno, project)) == OPEN[role]


def test_somebody_is_once_in_a_team(people, a_round, a_project, join):
    bruno, project = people("Bruno"), a_project(people("Amel"), a_round())
    join(project, bruno)
    with pytest.raises(IntegrityError):
        join(project, bruno, "reader")
    db.session.rollback()


def test_a_project_is_in_the_list_of_its_whole_team(people, a_round, a_project, join):
    bruno, project = people("Bruno"), a_project(people("Amel"), a_round())
    join(project, bruno)
    assert queries.projects_of(bruno) == [project]


def test_a_comptoir_attended_by_one_of_the_team_opens_the_submission(people, a_round, a_project, join):
    bruno, round_ = people("Bruno"), a_round(SUBMISSION, comptoir_required=True)
    project = a_project(people("Amel"), round_)
    _seen_at_a_comptoir(round_, bruno)
    assert queries.owes_comptoir(project)
    join(project, bruno, "reader")
    assert not queries.owes_comptoir(project)


def test_a_reviewer_of_the_team_does_not_review_the_proposal(people, a_round, a_proposal, join):
    rosa = people("Rosa", Role.REVIEWER)
    proposal = a_proposal(people("Amel"), a_round(PhaseKind.LABELLING))
    assert RULES["review.write"](rosa, proposal)
    join(proposal.project, rosa, "reader")
    assert not RULES["review.write"](rosa, proposal)


def test_a_holder_leaves_once_the_team_is_gone_or_has_the_project(people, a_round, a_project, join):
    amel = people("Amel")
    project = a_project(amel, a_round())
    join(project, people("Bruno"))
    assert "L’atelier vélo" in obstacles(amel)[0]
    db.session.delete(project.members[0])
    db.session.commit()
    assert obstacles(amel) == []


def test_everybody_of_the_team_writes_on_its_page(visit, people, a_round, a_project, join):
    bruno, project = people("Bruno"), a_project(people("Amel"), a_round())
    join(project, bruno)
    page = f"/projets/{project.public_id}/presentation"
    assert visit(page, by=bruno).status_code == 200
    db.session.get(Member, project.members[0].id).role = MemberRole.READER
    db.session.commit()
    assert "personnes de l’équipe qui écrivent" in visit(page, by=bruno).text
