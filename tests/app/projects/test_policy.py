"""Who opens which door of a project and of a proposal."""

import pytest

from app.accounts.models import Role
from app.core.policy import RULES
from app.projects.status import ProjectStatus, ProposalStatus

TEAM = "mentor moderator reviewer staff"
PROJECTS = {
    "draft": {"see": "holder " + TEAM, "edit": "holder", "submit": "holder"},
    "submitted": {"see": "holder " + TEAM, "edit": "", "submit": ""},
    "to_complete": {"see": "holder " + TEAM, "edit": "holder", "submit": "holder"},
}
EVERYBODY = "visitor holder other " + TEAM
PROPOSALS = {
    "entered": EVERYBODY,
    "labelled": EVERYBODY,
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
    project = a_project(actors["holder"], a_round(), complete=False, status=status)
    for deed, allowed in PROJECTS[status.value].items():
        assert _who(f"project.{deed}", actors, project) == allowed.split(), deed


@pytest.mark.parametrize("status", ProposalStatus)
def test_proposal_is_read_by_whom_the_table_says_when_knocked(actors, a_round, a_proposal, status):
    proposal = a_proposal(actors["holder"], a_round())
    proposal.number, proposal.status = 1, status
    assert _who("proposal.see", actors, proposal) == PROPOSALS[status.value].split()
