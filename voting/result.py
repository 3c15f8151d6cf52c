"""The count itself: an election and its ballots in, an explained result out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from voting.allocation import Allocation, Field, Step, Tie, allocate
from voting.allocation.outcome import SELECTED
from voting.ballots import Ballot
from voting.election import Candidate, Election
from voting.grants import Grant, GrantLine, grants, prices
from voting.margins import margins
from voting.opening import opened
from voting.reasons import why
from voting.sentences import Sentence, in_points
from voting.ties import lots
from voting.urn import Turnout, Urn


@dataclass(frozen=True)
class Line:
    """One project in the result. Money in cents; `rank` is its place in the ranking once ties are settled.

    `votes` are its ballots, or its points where ballots give points; `supporters` the ballots that give it
    more than nothing. `cost` is what selecting it takes, `remaining` the envelope left before it, `grant` what it
    receives (0 when it does not win), `stage` the envelope that decided ("": the common one). `why` and `margin` are
    sentences for `voting.sentences.explain`.
    """

    id: str
    name: str
    rank: int
    votes: int
    supporters: int
    outcome: str
    cost: int
    remaining: int
    grant: int
    stage: str
    grant_lines: tuple[GrantLine, ...]
    why: Sentence
    margin: Sentence | None

    @property
    def won(self) -> bool:
        """Whether the project is a winner."""
        return self.outcome == SELECTED

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        plain = {
            name: getattr(self, name)
            for name in ("id", "name", "rank", "votes", "supporters", "outcome", "cost", "remaining", "grant", "stage")
        }
        return {
            **plain,
            "grant_lines": [line.to_dict() for line in self.grant_lines],
            "why": self.why.to_dict(),
            "margin": self.margin.to_dict() if self.margin else None,
        }


@dataclass(frozen=True)
class Result:
    """Everything a results page shows; `lines` in ranking order, `winners` in order of selection."""

    rule: str
    budget: int
    spent: int
    winners: tuple[str, ...]
    turnout: Turnout
    lines: tuple[Line, ...]
    ties: tuple[Tie, ...]

    @property
    def left(self) -> int:
        """What the count leaves in the envelope, in cents."""
        return self.budget - self.spent

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values: integers (cents, counts), strings, booleans and None."""
        turnout = self.turnout
        return {
            "rule": self.rule,
            "budget": self.budget,
            "spent": self.spent,
            "winners": list(self.winners),
            "turnout": {
                "ballots": turnout.ballots,
                "valid": turnout.valid,
                "blank": turnout.blank,
                "void": dict(sorted(turnout.void.items())),
            },
            "lines": [line.to_dict() for line in self.lines],
            "ties": [{"votes": tie.votes, "ids": list(tie.ids), "decisive": tie.decisive} for tie in self.ties],
        }


def count(election: Election, ballots: Iterable[Ballot] | Urn) -> Result:
    """Count the ballots by the rules of the election.

    A blank ballot counts in the turnout only (and as a voter, where a rule shares the money out among voters); one
    the ballot rule refuses is void, with its reason. The order of the ballots changes nothing; with a seed, neither
    does that of the candidates.
    """
    urn, rules, field = opened(ballots, election), election.rules, field_of(election)
    rule, method = urn.rules[rules.method.name], rules.method
    allocation = allocate(rule, urn.profile, field, method)
    near = margins(rule, urn.profile, field, method, allocation) if method.ranks else {}
    if election.rules.ballot.gives_points:
        near = {one: in_points(sentence) for one, sentence in near.items()}
    votes = urn.profile.tally.votes
    paid = grants(rules.grant, election.candidates, allocation, votes, rules.budget, rules.constraints)
    return _result(election, urn, allocation, near, paid)


def select(election: Election, urn: Urn) -> Allocation:
    """The winners alone, in order of selection, with one step per project: no grants and no explanations."""
    return allocate(urn.rules[election.rules.method.name], urn.profile, field_of(election), election.rules.method)


def field_of(election: Election) -> Field:
    """The candidates with their prices and the order of ties, as the selection takes them."""
    rules = election.rules
    order = lots((candidate.id for candidate in election.candidates), rules.seed)
    priced = prices(election.candidates, rules.grant)
    return Field(election.candidates, priced, rules.budget, order, rules.constraints)


def _result(
    election: Election, urn: Urn, allocation: Allocation, near: Mapping[str, Sentence], paid: Mapping[str, Grant]
) -> Result:
    candidates = {candidate.id: candidate for candidate in election.candidates}
    said = in_points if election.rules.ballot.gives_points else _as_it_is
    lines = tuple(
        _line(candidates[step.id], step, urn, paid.get(step.id), said(why(step, candidates)), near.get(step.id))
        for step in allocation.steps
    )
    return Result(
        rule=election.rules.method.name,
        budget=election.rules.budget,
        spent=sum(grant.amount for grant in paid.values()),
        winners=allocation.winners,
        turnout=urn.turnout,
        lines=lines,
        ties=allocation.ties,
    )


def _line(
    candidate: Candidate, step: Step, urn: Urn, grant: Grant | None, reason: Sentence, margin: Sentence | None
) -> Line:  # fmt: skip
    return Line(
        id=step.id,
        name=candidate.name,
        rank=step.rank,
        votes=step.votes,
        supporters=urn.profile.tally.supporters[step.id],
        outcome=step.outcome,
        cost=step.cost,
        remaining=step.remaining,
        grant=grant.amount if grant else 0,
        stage=step.stage,
        grant_lines=grant.lines if grant else (),
        why=reason,
        margin=margin,
    )


def _as_it_is(sentence: Sentence) -> Sentence:
    return sentence


def tie_sentence(tie: Tie, names: Mapping[str, str]) -> Sentence:
    """The sentence of a tie, with the names of its projects in the order that was used."""
    named = "\n".join(names[one] for one in tie.ids)
    if tie.decisive is None:
        return Sentence("tie_drawn", {"names": named})
    code = "tie_decisive" if tie.decisive else "tie"
    return (
        Sentence(code, {"votes": tie.votes, "names": named})
        if tie.votes is not None
        else Sentence(f"{code}_level", {"names": named})
    )
