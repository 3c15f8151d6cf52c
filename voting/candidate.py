"""A project on the ballot, as the count sees it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

WITHDRAWN_COST = 999_999_999_00
"""In Pabulib files a project that left the vote keeps its line with this cost (in cents)."""


@dataclass(frozen=True)
class Candidate:
    """One project. Money in integer cents; raises ValueError for what cannot be counted.

    `cost` is what the project asks; `project_budget` its whole budget, None when unknown;
    `scores` gives each criterion 0 to 4; `tags` mark what reserves and quotas look for ("youth"). A withdrawn project
    keeps its votes and cannot win.
    """

    id: str
    name: str
    cost: int
    project_budget: int | None = None
    scores: Mapping[str, int | Fraction] = field(default_factory=dict, hash=False)
    canton: str | None = None
    theme: str | None = None
    withdrawn: bool = False
    tags: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        object.__setattr__(self, "tags", frozenset(self.tags))
        if not self.id or self.cost < 0 or (self.project_budget or 0) < 0:
            raise ValueError(f"candidate {self.id!r}: an id and amounts of zero or more are needed")
        if any(not 0 <= score <= 4 for score in self.scores.values()):
            raise ValueError(f"candidate {self.id!r}: scores go from 0 to 4")
