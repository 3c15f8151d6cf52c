"""What is voted on and by which rules: everything a count needs but the ballots."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from voting.allocation import Method
from voting.ballots import BallotRule
from voting.candidate import WITHDRAWN_COST, Candidate
from voting.constraints import Constraints, Quota, Reserve
from voting.grants import GrantRule
from voting.plain import from_plain, to_plain

__all__ = [
    "WITHDRAWN_COST", "BallotRule", "Candidate", "Constraints", "Election", "GrantRule", "Method", "Quota", "Reserve",
    "Rules",
]  # fmt: skip


@dataclass(frozen=True)
class Rules:
    """The machine-readable rulebook of a round, frozen when voting opens.

    `budget` in cents, the reserves of `constraints` included; `seed` orders ties (None: the order of the candidates).
    ValueError when they make no sense.
    """

    ballot: BallotRule = field(default_factory=BallotRule)
    method: Method = field(default_factory=Method)
    grant: GrantRule = field(default_factory=GrantRule)
    budget: int = 0
    constraints: Constraints = field(default_factory=Constraints)
    seed: str | None = None

    def __post_init__(self) -> None:
        if self.budget < 0:
            raise ValueError("the budget is zero or more")
        if sum(reserve.amount for reserve in self.constraints.reserves) > self.budget:
            raise ValueError("the reserves are more than the budget")
        if (self.method.name == "majority-judgment") != (self.ballot.kind == "judgment"):
            raise ValueError("majority judgment goes with ballots of grades (kind judgment), and they with it")


@dataclass(frozen=True)
class Election:
    """The candidates, in ballot order, and the rules. Ids are unique (ValueError)."""

    candidates: tuple[Candidate, ...]
    rules: Rules

    def __post_init__(self) -> None:
        known = {candidate.id for candidate in self.candidates}
        if len(known) < len(self.candidates):
            raise ValueError("two candidates have the same id")
        for ids in self.rules.constraints.exclusive:
            if unknown := sorted(set(ids) - known):
                raise ValueError(f"an exclusion names {unknown[0]!r}, which is no project of this vote")

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values, integers and strings only; `from_dict` gives the same election back."""
        return {"candidates": to_plain(self.candidates), "rules": to_plain(self.rules)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Election":
        """Back from `to_dict`. KeyError, TypeError or ValueError when it is not one."""
        return cls(tuple(from_plain(Candidate, one) for one in data["candidates"]), from_plain(Rules, data["rules"]))
