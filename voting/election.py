"""What is voted on and by which rules: everything a count needs but the ballots."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from voting.allocation import RULES
from voting.ballots import BallotRule
from voting.candidate import WITHDRAWN_COST, Candidate
from voting.grants import GrantRule

__all__ = ["WITHDRAWN_COST", "BallotRule", "Candidate", "Election", "GrantRule", "Rules"]


@dataclass(frozen=True)
class Rules:
    """The machine-readable rulebook of a round, frozen when voting opens.

    `rule` is a key of `voting.allocation.RULES`; `budget` in cents; a project needs `min_support`
    votes; `seed` orders ties (None: the order of the candidates). ValueError when they make no sense.
    """

    ballot: BallotRule = field(default_factory=BallotRule)
    rule: str = "greedy"
    grant: GrantRule = field(default_factory=GrantRule)
    budget: int = 0
    min_support: int = 0
    seed: str | None = None

    def __post_init__(self) -> None:
        if self.rule not in RULES:
            raise ValueError(f"unknown rule {self.rule!r}; known: {', '.join(RULES)}")
        if self.budget < 0 or self.min_support < 0:
            raise ValueError("the budget and the minimum of votes are zero or more")


@dataclass(frozen=True)
class Election:
    """The candidates, in ballot order, and the rules. Ids are unique (ValueError)."""

    candidates: tuple[Candidate, ...]
    rules: Rules

    def __post_init__(self) -> None:
        if len({candidate.id for candidate in self.candidates}) < len(self.candidates):
            raise ValueError("two candidates have the same id")

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values, integers and strings only; `from_dict` gives the same election back."""
        rules, grant = self.rules, self.rules.grant
        ballot = rules.ballot
        return {
            "candidates": [_candidate_dict(candidate) for candidate in self.candidates],
            "rules": {
                "ballot": {"kind": ballot.kind, "min": ballot.min, "max": ballot.max, "duplicates": ballot.duplicates},
                "rule": rules.rule,
                "grant": {
                    "mode": grant.mode,
                    "floor": grant.floor,
                    "ceiling": grant.ceiling,
                    "max_share": None if grant.max_share is None else str(grant.max_share),
                    "step": grant.step,
                    "weights": dict(grant.weights),
                    "leftover": grant.leftover,
                },
                "budget": rules.budget,
                "min_support": rules.min_support,
                "seed": rules.seed,
            },
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Election":
        """Back from `to_dict`. KeyError, TypeError or ValueError when it is not one."""
        rules = dict(data["rules"])
        grant = dict(rules.pop("grant"))
        share = grant.pop("max_share")
        return cls(
            tuple(_candidate(one) for one in data["candidates"]),
            Rules(
                ballot=BallotRule(**rules.pop("ballot")),
                grant=GrantRule(max_share=None if share is None else Fraction(share), **grant),
                **rules,
            ),
        )


def _candidate_dict(candidate: Candidate) -> dict[str, Any]:
    return {
        "id": candidate.id,
        "name": candidate.name,
        "cost": candidate.cost,
        "project_budget": candidate.project_budget,
        "scores": {k: str(Fraction(v)) for k, v in sorted(candidate.scores.items())},
        "canton": candidate.canton,
        "theme": candidate.theme,
        "withdrawn": candidate.withdrawn,
    }


def _candidate(data: Mapping[str, Any]) -> Candidate:
    scores = {k: Fraction(v) for k, v in data["scores"].items()}
    return Candidate(**{**data, "scores": scores})
