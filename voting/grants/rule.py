"""The rule of the variable grants, and what it allows each project before any sharing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from voting.allocation import Price
from voting.candidate import Candidate

BEST_SCORE = 4
MODES = ("requested", "criteria", "votes", "criteria_votes")


@dataclass(frozen=True)
class GrantRule:
    """How much a winner receives. Cents; raises ValueError for a rule that contradicts itself.

    requested: what it asks. criteria: what its scores earn between floor and ceiling.
    votes: the envelope shared by votes. criteria_votes: shared by votes, up to what the scores earn.
    `step`: amounts are rounded down to a multiple of it. `leftover`: what becomes of the money
    left ("none": kept; "by_rank": in ranking order; "by_votes": in proportion to the votes).
    `tiers`: by criteria, amounts by steps and not along a straight line: pairs of a share of the points, from 0 to 1,
    and the amount earned from there on (the floor below the first one).
    """

    mode: Literal["requested", "criteria", "votes", "criteria_votes"] = "requested"
    floor: int = 0
    ceiling: int | None = None
    max_share: Fraction | None = None
    step: int = 1
    weights: Mapping[str, int] = field(default_factory=dict, hash=False)
    leftover: Literal["none", "by_votes", "by_rank"] = "none"
    tiers: tuple[tuple[Fraction, int], ...] = ()

    def __post_init__(self) -> None:
        if self.mode not in MODES or self.leftover not in ("none", "by_votes", "by_rank"):
            raise ValueError(f"unknown grant mode or leftover rule: {self.mode}, {self.leftover}")
        if self.step < 1 or self.floor < 0 or self.floor % self.step:
            raise ValueError("the floor must be zero or more and a multiple of the rounding step")
        if self.ceiling is not None and self.ceiling < self.floor:
            raise ValueError("the ceiling is below the floor")
        if self.max_share is not None and not 0 <= self.max_share <= 1:
            raise ValueError("the largest share of a project's budget goes from 0 to 1")
        if self.scored and (self.ceiling is None or sum(self.weights.values()) < 1 or min(self.weights.values()) < 0):
            raise ValueError("grants by criteria need a ceiling and weights of zero or more, not all zero")
        object.__setattr__(self, "tiers", tuple((Fraction(share), amount) for share, amount in self.tiers))
        self._check_tiers()

    def _check_tiers(self) -> None:
        if any(lower[0] >= upper[0] or lower[1] >= upper[1] for lower, upper in pairwise(self.tiers)):
            raise ValueError("each tier asks for more points than the one before and gives more")
        for share, amount in self.tiers:
            if not 0 <= share <= 1 or amount < self.floor or (self.ceiling is not None and amount > self.ceiling):
                raise ValueError("a tier starts from 0 to 1 of the points and gives from the floor to the ceiling")

    @property
    def scored(self) -> bool:
        """Whether the scores count."""
        return self.mode in ("criteria", "criteria_votes")

    @property
    def shared(self) -> bool:
        """Whether the envelope is shared by votes."""
        return self.mode in ("votes", "criteria_votes")


def share_cap(candidate: Candidate, rule: GrantRule) -> int | None:
    """The largest share of the project's own budget, in cents; None when the rule or budget sets none."""
    if rule.max_share is None or candidate.project_budget is None:
        return None
    return int(candidate.project_budget * rule.max_share)  # int() cuts: these are never negative


def cap(candidate: Candidate, rule: GrantRule) -> int:
    """The most a project can receive: the smallest of what it asks, the ceiling and the share cap."""
    limits = (candidate.cost, rule.ceiling, share_cap(candidate, rule))
    return min(limit for limit in limits if limit is not None)


def minimum(candidate: Candidate, rule: GrantRule) -> int:
    """The least a winner receives: the floor, or its cap when that is lower."""
    return min(rule.floor, cap(candidate, rule))


def points(candidate: Candidate, rule: GrantRule) -> tuple[Fraction, int]:
    """Weighted points earned and the most one can earn. A criterion without a score counts 0."""
    earned = sum((Fraction(candidate.scores.get(k, 0)) * w for k, w in rule.weights.items()), Fraction(0))
    return earned, BEST_SCORE * sum(rule.weights.values())


def tier(candidate: Candidate, rule: GrantRule) -> tuple[Fraction, int]:
    """The highest tier its points reach: where it starts (a share of the points), its amount. Below all: the floor."""
    earned, best = points(candidate, rule)
    return max([(Fraction(0), rule.floor), *(one for one in rule.tiers if one[0] * best <= earned)])


def merit(candidate: Candidate, rule: GrantRule) -> Fraction:
    """What the scores earn, before caps and rounding: the tier, or floor + (ceiling - floor) × points / best."""
    if rule.tiers:
        return Fraction(tier(candidate, rule)[1])
    ceiling = rule.floor if rule.ceiling is None else rule.ceiling  # a scored rule always has one
    earned, best = points(candidate, rule)
    return rule.floor + (ceiling - rule.floor) * earned / best


def upper(candidate: Candidate, rule: GrantRule) -> int:
    """The most sharing by votes may give: the cap, or what the scores earn if lower (`criteria_votes`)."""
    most = cap(candidate, rule)
    return min(most, int(merit(candidate, rule))) if rule.scored else most


def rounded(amount: Fraction | int, least: int, step: int) -> int:
    """Down to a multiple of the step, never under the project's minimum."""
    return max(least, int(amount) // step * step)


def prices(candidates: Iterable[Candidate], rule: GrantRule) -> dict[str, Price]:
    """What each project in the running takes when it is selected (withdrawn ones are left out).

    Sharing by votes reserves each winner its minimum. By criteria a winner takes what its scores
    earn, or what is left if that is less but at least its minimum: so a better score, which costs
    more, never makes a project lose.
    """
    found = {}
    for candidate in candidates:
        if candidate.withdrawn:
            continue
        least = minimum(candidate, rule)
        full = rounded(upper(candidate, rule), least, rule.step)
        if rule.shared:
            full = least
        elif not rule.scored:
            least = full
        found[candidate.id] = Price(least, full, rule.step)
    return found
