"""Who opens which door of a project and of a proposal."""

import pytest

from app.accounts.models import Role
from app.core.policy import RULES
from app.projects.status import ProjectStatus, ProposalStatus
from app.rounds.models import PhaseKind

TEAM = "mentor moderator reviewer staff"
PROJECTS = {
    "draft": {"see": "holder " + TEAM, "edit": "holder", "submit": "holder"},  # while dossiers come
    "submitted": {"see": "holder " + TEAM, "edit": "", "submit": ""},
    "to_complete": {"see": "holder " + TEAM, "edit": "holder", "submit": "holder"},
}
PROPOSALS = {
    "entered": "holder " + TEAM,
    "labelled": "visitor holder other " + TEAM,
    "refused": "holder " + TEAM,
    "replaced": "holder " + TEAM,
    "withdrawn": "holder " + TEAM,
}


@pytest.fixture
def actors(people):
    roles = {role.value: people(role.value, role) for role in (Role.MENTOR, Role.MODERATOR, Role.REVIEWER, Role.STAFF)}
    return {"visitor": None, "holder": people("Amel"), "other": people("Bruno"), **roles}


def _who(rule, actors, subject):
    return [name for name, actor in actors.items() if RULES[rule](actor, subject)]


@pytest.mark.parametrize("status", ProjectStatus)
def test_project_doors_open_to_whom_the_table_says_when_knocked(actors, a_round, a_project, status):
    project = a_project(actors["holder"], a_round(PhaseKind.SUBMISSION), complete=False, status=status)
    for deed, allowed in PROJECTS[status.value].items():
        assert _who(f"project.{deed}", actors, project) == allowed.split(), deed


@pytest.mark.parametrize("status", ProposalStatus)
def test_proposal_is_read_by_whom_the_table_says_when_knocked(actors, a_round, a_proposal, status):
    proposal = a_proposal(actors["holder"], a_round())
    proposal.number, proposal.status = 1, status
    assert _who("proposal.see", actors, proposal) == PROPOSALS[status.value].split()


@pytest.mark.parametrize("phase", [PhaseKind.IDEAS, PhaseKind.SUBMISSION, PhaseKind.LABELLING, PhaseKind.VOTE])
@pytest.mark.parametrize("status", ["draft", "to_complete"])
def test_submission_opens_in_its_phase_or_in_labelling_when_sent_back(people, a_round, a_project, phase, status):
    amel = people("Amel")
    project = a_project(amel, a_round(phase), complete=False, status=status)
    times = {PhaseKind.SUBMISSION} | ({PhaseKind.LABELLING} if status == "to_complete" else set())
    assert RULES["project.submit"](amel, project) is (phase in times)


@pytest.mark.parametrize(
    ("phase", "status", "allowed"),
    [
        (PhaseKind.LABELLING, "entered", "staff"),
        (PhaseKind.CONTESTATION, "labelled", "staff"),
        (PhaseKind.LABELLING, "refused", ""),
        (PhaseKind.LABELLING, "withdrawn", ""),
        (PhaseKind.VOTE, "labelled", ""),
    ],
)
def test_proposal_is_withdrawn_by_staff_before_the_vote(actors, a_round, a_proposal, phase, status, allowed):
    proposal = a_proposal(actors["holder"], a_round(phase))
    proposal.number, proposal.status = 1, ProposalStatus(status)
    assert _who("proposal.withdraw", actors, proposal) == allowed.split()
