"""The count itself: an election and its ballots in, an explained result out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from voting.allocation import RULES, Allocation, Step, Tie
from voting.allocation.outcome import SELECTED, TOO_DEAR
from voting.ballots import refusal
from voting.election import Candidate, Election
from voting.grants import Grant, GrantLine, grants, prices
from voting.margins import margins
from voting.sentences import Sentence
from voting.tally import grouped, tally_groups
from voting.ties import lots


@dataclass(frozen=True)
class Turnout:
    """`ballots` received = `valid` (that choose something) + `blank` + the void ones, by reason."""

    ballots: int
    valid: int
    blank: int
    void: Mapping[str, int] = field(hash=False)


@dataclass(frozen=True)
class Line:
    """One project in the result. Money in cents; `rank` is its place once ties are settled.

    `cost` is what selecting it takes, `remaining` the envelope left before it, `grant` what it
    receives (0 when it does not win). `why` and `margin` are sentences for `voting.sentences.explain`.
    """

    id: str
    name: str
    rank: int
    votes: int
    outcome: str
    cost: int
    remaining: int
    grant: int
    grant_lines: tuple[GrantLine, ...]
    why: Sentence
    margin: Sentence | None

    @property
    def won(self) -> bool:
        """Whether the project is a winner."""
        return self.outcome == SELECTED

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "id": self.id,
            "name": self.name,
            "rank": self.rank,
            "votes": self.votes,
            "outcome": self.outcome,
            "cost": self.cost,
            "remaining": self.remaining,
            "grant": self.grant,
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


def count(election: Election, ballots: Iterable[Sequence[str]]) -> Result:
    """Count the ballots by the rules of the election.

    A blank ballot counts in the turnout only; one the ballot rule refuses is void, with its reason.
    The order of the ballots changes nothing; with a seed, neither does that of the candidates.
    """
    rules = election.rules
    valid, turnout = _sort_out(election, grouped(ballots))
    tally = tally_groups(valid, election.candidates, count_duplicates=rules.ballot.duplicates == "each")
    allocate = partial(
        RULES[rules.rule],
        prices=prices(election.candidates, rules.grant),
        budget=rules.budget,
        order=lots((candidate.id for candidate in election.candidates), rules.seed),
        min_support=rules.min_support,
    )
    allocation = allocate(tally)
    names = {candidate.id: candidate.name for candidate in election.candidates}
    near = margins(tally, allocate, allocation, rules.min_support, names)
    paid = grants(rules.grant, election.candidates, allocation, tally.votes, rules.budget)
    return _result(election, allocation, turnout, near, paid)


def _sort_out(election: Election, groups: Counter[tuple[str, ...]]) -> tuple[dict[tuple[str, ...], int], Turnout]:
    """The ballots that choose something, and what became of all of them."""
    known = {candidate.id for candidate in election.candidates}
    valid: dict[tuple[str, ...], int] = {}
    void: Counter[str] = Counter()
    for ballot, times in groups.items():
        reason = refusal(ballot, election.rules.ballot, known)
        if reason is None:
            valid[ballot] = times
        else:
            void[reason.code] += times
    blank = void.pop("empty", 0)
    return valid, Turnout(groups.total(), sum(valid.values()), blank, dict(void))


def _result(
    election: Election, allocation: Allocation, turnout: Turnout,
    near: Mapping[str, Sentence], paid: Mapping[str, Grant],
) -> Result:  # fmt: skip
    candidates = {candidate.id: candidate for candidate in election.candidates}
    lines = tuple(
        _line(candidates[step.id], step, near.get(step.id), paid.get(step.id), election.rules.min_support)
        for step in allocation.steps
    )
    return Result(
        rule=election.rules.rule,
        budget=election.rules.budget,
        spent=sum(grant.amount for grant in paid.values()),
        winners=allocation.winners,
        turnout=turnout,
        lines=lines,
        ties=allocation.ties,
    )


def _line(candidate: Candidate, step: Step, margin: Sentence | None, grant: Grant | None, min_support: int) -> Line:
    return Line(
        id=step.id,
        name=candidate.name,
        rank=step.rank,
        votes=step.votes,
        outcome=step.outcome,
        cost=step.cost,
        remaining=step.remaining,
        grant=grant.amount if grant else 0,
        grant_lines=grant.lines if grant else (),
        why=_why(step, min_support),
        margin=margin,
    )


def _why(step: Step, min_support: int) -> Sentence:
    """The sentence that says why a project won or lost, with its figures."""
    values: dict[str, int | str] = {
        "rank": step.rank,
        "votes": step.votes,
        "cost": step.cost,
        "remaining": step.remaining,
    }
    if step.outcome == SELECTED and step.paid < step.cost:
        return Sentence("selected_part", {**values, "paid": step.paid})
    if step.outcome == TOO_DEAR:
        return Sentence(TOO_DEAR, {**values, "least": step.least, "short": step.least - step.remaining})
    return Sentence(step.outcome, {**values, "needed": min_support})


def tie_sentence(tie: Tie, names: Mapping[str, str]) -> Sentence:
    """The sentence of a tie, with the names of its projects in the order that was used."""
    named = "\n".join(names[one] for one in tie.ids)
    return Sentence("tie_decisive" if tie.decisive else "tie", {"votes": tie.votes, "names": named})
