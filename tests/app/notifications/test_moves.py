"""Whatever happens to an idea, a project or a proposal, those who wrote or hold it read it, with what comes next."""

import re

import pytest

from app.accounts.models import Role
from app.casework.services import decide
from app.core.extensions import db
from app.ideas import services as ideas
from app.ideas.status import LIFECYCLE as IDEA
from app.ideas.status import IdeaStatus
from app.notifications.models import Notification
from app.projects import services as projects
from app.projects.status import PROJECT, PROPOSAL, ProposalStatus
from app.reviews import services as reviews
from app.reviews.models import Criterion
from app.rounds.models import PhaseKind
from app.submissions.services import submit_project, withdraw_project
from app.submissions.services.returning import WHOLE, Reason, send_back
from moderation.decisions import Verb
from moderation.grounds import Ground

WHY = "Une raison que chacun peut lire."
FROM = {"publish": "pending", "refuse": "pending", "restore": "hidden", "restore_grown": "hidden", "split": "merged"}
SCORES = dict.fromkeys(Criterion, (2, "Une raison."))


def _told(*, by):
    """Who was told since, and that each was told what comes next; whoever did it needs no news of it."""
    news = db.session.query(Notification).all()
    assert all(re.search("La suite|Écrivez à|faire un recours", each.body) for each in news), [
        each.body for each in news
    ]
    assert by not in {each.person for each in news}
    return {each.person.name for each in news}


def _moderate(decision, ground=None):
    return lambda idea, by: decide(idea, decision, by=by, ground=ground, reason=WHY)


IDEA_MOVES = {
    "publish": (_moderate(Verb.PUBLISH), {"Amel"}),
    "refuse": (_moderate(Verb.REFUSE, next(iter(Ground))), {"Amel"}),
    "hide": (_moderate(Verb.HIDE, next(iter(Ground))), {"Amel"}),
    "restore": (_moderate(Verb.RESTORE), {"Amel"}),
    "restore_grown": (_moderate(Verb.RESTORE), {"Amel"}),
    "grow": (lambda idea, by: projects.grow_project(idea, by=idea.author), {"Fanny"}),
    "merge": (lambda idea, by: ideas.merge_idea(idea, idea.other, WHY, by=by), {"Amel", "Bruno", "Fanny"}),
    "split": (lambda idea, by: ideas.split_idea(idea, WHY, by=by), {"Amel", "Fanny"}),
}


@pytest.mark.parametrize("move", IDEA.moves)
def test_authors_and_followers_read_each_move_of_an_idea(people, a_round, an_idea, move):
    amel, round_, stella = people("Amel"), a_round(), people("Stella", Role.STAFF, Role.MODERATOR)
    other = an_idea(people("Bruno"), round_, title="Le four de tous")
    more = {"merged_into": other} if move == "split" else {}
    more |= {"hidden_from": IdeaStatus.GROWN} if move == "restore_grown" else {}
    idea = an_idea(amel, round_, FROM.get(move, "published"), **more)
    idea.other = other
    ideas.follow_idea(idea, by=people("Fanny"))
    deed, expected = IDEA_MOVES[move]
    deed(idea, stella)
    assert idea.status is IDEA.moves[move].target
    assert _told(by=amel if move == "grow" else stella) == expected


PROJECT_MOVES = {
    "submit": (lambda project, by: submit_project(project, by=project.holder), PhaseKind.SUBMISSION),
    "return_": (
        lambda project, by: send_back(project.proposals[-1], [Reason(WHOLE, "", WHY)], by=by),
        PhaseKind.LABELLING,
    ),
    "withdraw": (lambda project, by: withdraw_project(project, WHY, by=project.holder), PhaseKind.LABELLING),
}


@pytest.mark.parametrize("move", PROJECT.moves)
def test_the_team_reads_each_move_of_a_project(people, a_round, a_project, join, during, move):
    deed, phase = PROJECT_MOVES[move]
    amel, round_, dina = people("Amel"), a_round(phase), people("Dina", Role.STAFF)
    project = a_project(amel, round_)
    join(project, people("Bruno"))
    if move != "submit":
        during(round_, PhaseKind.SUBMISSION, lambda: submit_project(project, by=amel))
        db.session.query(Notification).delete()
    deed(project, dina)
    assert project.status is PROJECT.moves[move].target
    assert _told(by=dina) == {"Amel", "Bruno"}  # its holder too: the law owes them a receipt


PROPOSAL_MOVES = {
    "label": lambda proposal, by: reviews.label(proposal, WHY, by=by),
    "refuse": lambda proposal, by: reviews.refuse_label(proposal, WHY, by=by),
    "reopen": lambda proposal, by: reviews.reopen(proposal, WHY, by=by),
    "withdraw": lambda proposal, by: projects.withdraw_proposal(proposal, WHY, by=by),
}


@pytest.mark.parametrize("move", [move for move in PROPOSAL.moves if move != "replace"])  # told by the new submission
def test_the_team_reads_each_move_of_a_proposal(people, a_round, a_proposal, join, move):
    amel, round_, dina = people("Amel"), a_round(PhaseKind.LABELLING), people("Dina", Role.STAFF)
    proposal = a_proposal(amel, round_)
    join(proposal.project, people("Bruno"))
    reviews.write_review(proposal, SCORES, by=people("Rémi", Role.REVIEWER))
    if move == "reopen":
        proposal.status, proposal.decision_reason = ProposalStatus.REFUSED, WHY
    db.session.query(Notification).delete()
    PROPOSAL_MOVES[move](proposal, dina)
    assert proposal.status is PROPOSAL.moves[move].target
    assert _told(by=dina) == {"Amel", "Bruno"}
