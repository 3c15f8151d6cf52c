"""From the rows of a round to the election the rulebook voting/ counts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.core.extensions import db
from app.pairings.queries import excluded_codes
from app.projects.models import Proposal
from app.projects.status import ProposalStatus
from app.reviews.default_grid import DEFAULT_GRID
from app.rounds import queries as rounds
from app.rounds.counting import rules_to_count, weights_of
from app.rounds.models import Round
from app.territories.models import Municipality
from voting.election import Candidate, Election, Rules
from voting.presets import YOUTH

COUNTED_AS = "counted_as"  # in the rules of an imported round: the rulebook's own rules, as the file gives them
WEIGHTS = DEFAULT_GRID.weights


def election_of(round_: Round) -> Election:
    """The projects, in the order of their numbers, and the rules in force. Money in cents, scores exact."""
    candidates = candidates_of(round_)
    return Election(candidates, rules_of(round_, candidates))


def candidates_of(round_: Round) -> tuple[Candidate, ...]:
    """The projects on the ballot, as the count sees them."""
    return tuple(_candidate(proposal) for proposal in proposals_of(round_))


def proposals_of(round_: Round) -> Sequence[Proposal]:
    """What was numbered for the ballot; withdrawn projects stay, out of the running."""
    return db.session.scalars(
        select(Proposal)
        .where(
            Proposal.round_id == round_.id,
            Proposal.number.is_not(None),
            Proposal.status.in_((ProposalStatus.LABELLED, ProposalStatus.WITHDRAWN)),
        )
        .options(joinedload(Proposal.municipality).joinedload(Municipality.canton))
        .order_by(Proposal.number)
    ).all()


def rules_of(round_: Round, candidates: Sequence[Candidate]) -> Rules:
    """The rulebook of the round in the words of voting/; an empty seed leaves ties in the order of the numbers."""
    rules: Mapping[str, Any] = rounds.rules_of(round_)  # type: ignore[assignment]  # imported rounds hold one key more
    if COUNTED_AS in rules:
        return Election.from_dict({"candidates": [], "rules": rules[COUNTED_AS]}).rules
    found = rules_to_count(rounds.rules_of(round_), rounds.envelope_cents(round_), weights_of(round_), candidates)
    known = {candidate.id for candidate in candidates}
    exclusive = tuple(pair for pair in excluded_codes(round_) if known.issuperset(pair))
    return replace(found, constraints=replace(found.constraints, exclusive=exclusive))


def _candidate(proposal: Proposal) -> Candidate:
    return Candidate(
        id=proposal.code,
        name=proposal.title,
        cost=proposal.requested_cents,
        project_budget=proposal.budget_cents or None,
        scores={criterion: Fraction(mean) for criterion, mean in (proposal.scores or {}).items()},
        theme=_theme(proposal),
        canton=_canton(proposal),
        withdrawn=proposal.status is ProposalStatus.WITHDRAWN,
        tags=frozenset({YOUTH}) if proposal.youth else frozenset(),
    )


def _theme(proposal: Proposal) -> str | None:
    """The theme's own word; that of an imported file stands in the summary."""
    if proposal.theme:
        return proposal.theme.value
    return None if proposal.project_id else proposal.summary or None


def _canton(proposal: Proposal) -> str | None:
    """The canton of the commune, where a list of cantons was loaded; the place an imported file gives."""
    if proposal.municipality:
        return proposal.municipality.canton.name if proposal.municipality.canton else None
    return proposal.place or None
