"""From the rows of a round to the election the rulebook voting/ counts."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from sqlalchemy import select

from app.core.extensions import db
from app.projects.models import Proposal
from app.projects.status import ProposalStatus
from app.reviews.models import Criterion
from app.rounds import queries as rounds
from app.rounds.counting import rules_to_count
from app.rounds.models import Round
from voting.election import Candidate, Election, Rules

COUNTED_AS = "counted_as"  # in the rules of an imported round: the rulebook's own rules, as the file gives them
WEIGHTS = {criterion.value: 1 for criterion in Criterion}


def election_of(round_: Round) -> Election:
    """The projects, in the order of their numbers, and the rules in force. Money in cents, scores exact."""
    candidates = tuple(_candidate(proposal) for proposal in proposals_of(round_))
    return Election(candidates, rules_of(round_))


def proposals_of(round_: Round) -> Sequence[Proposal]:
    """What was numbered for the ballot; withdrawn projects stay, out of the running."""
    return db.session.scalars(
        select(Proposal)
        .where(
            Proposal.round_id == round_.id,
            Proposal.number.is_not(None),
            Proposal.status.in_((ProposalStatus.LABELLED, ProposalStatus.WITHDRAWN)),
        )
        .order_by(Proposal.number)
    ).all()


def rules_of(round_: Round) -> Rules:
    """The rulebook of the round in the words of voting/; an empty seed leaves ties in the order of the numbers."""
    rules: Mapping[str, Any] = rounds.rules_of(round_)  # type: ignore[assignment]  # imported rounds hold one key more
    if COUNTED_AS in rules:
        return Election.from_dict({"candidates": [], "rules": rules[COUNTED_AS]}).rules
    return rules_to_count(rounds.rules_of(round_), rounds.envelope_cents(round_), WEIGHTS)


def _candidate(proposal: Proposal) -> Candidate:
    return Candidate(
        id=proposal.code,
        name=proposal.title,
        cost=proposal.requested_cents,
        project_budget=proposal.budget_cents or None,
        scores={criterion: Fraction(mean) for criterion, mean in (proposal.scores or {}).items()},
        theme=proposal.theme.value if proposal.theme else None,
        canton=proposal.place or None,
        withdrawn=proposal.status is ProposalStatus.WITHDRAWN,
    )
