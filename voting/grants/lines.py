"""The arithmetic of a grant as lines a holder can recompute with pen and paper."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from voting.candidate import Candidate
from voting.grants.rule import GrantRule, cap, merit, minimum, points, share_cap, tier
from voting.grants.sharing import Bounds


@dataclass(frozen=True)
class GrantLine:
    """One line: a code of `voting.phrases`, its amount in cents and the figures behind it."""

    code: str
    amount: int
    details: Mapping[str, int | str] = field(default_factory=dict, hash=False)

    @property
    def values(self) -> Mapping[str, int | str]:
        """The figures of the sentence, the amount included."""
        return {**self.details, "amount": self.amount}

    def to_dict(self) -> dict[str, Any]:
        """The same as plain JSON values."""
        return {"code": self.code, "amount": self.amount, "details": dict(self.details)}


@dataclass(frozen=True)
class Grant:
    """What one winner receives, in cents, and why."""

    id: str
    amount: int
    lines: tuple[GrantLine, ...]


def limit_lines(candidate: Candidate, rule: GrantRule) -> list[GrantLine]:
    """What the rules allow this project: ask, ceiling, share, maximum, minimum, criteria."""
    lines = [GrantLine("ask", candidate.cost)]
    if rule.ceiling is not None:
        lines.append(GrantLine("ceiling", rule.ceiling))
    share = share_cap(candidate, rule)
    if share is not None and rule.max_share is not None and candidate.project_budget is not None:
        numerator, denominator = rule.max_share.as_integer_ratio()
        details: dict[str, int | str] = {"numerator": numerator, "denominator": denominator}
        lines.append(GrantLine("share_cap", share, {**details, "budget": candidate.project_budget}))
    if len(lines) > 1:
        lines.append(GrantLine("cap", cap(candidate, rule)))
    if rule.floor and rule.mode != "requested":
        lines.append(GrantLine("minimum", minimum(candidate, rule), {"floor": rule.floor}))
    if rule.scored and rule.ceiling is not None:
        lines.append(_merit_line(candidate, rule, rule.ceiling))
    return lines


def _merit_line(candidate: Candidate, rule: GrantRule, ceiling: int) -> GrantLine:
    """What the scores earn: along the line from floor to ceiling, or by tiers."""
    earned, best = points(candidate, rule)
    details: dict[str, int | str] = {"points": str(earned), "best": best}
    if rule.tiers:
        start, amount = tier(candidate, rule)
        return GrantLine("merit_tier", amount, {**details, "needed": str(start * best)})
    return GrantLine("merit", int(merit(candidate, rule)), {**details, "floor": rule.floor, "ceiling": ceiling})


def quota_line(amount: int, limit: int) -> GrantLine:
    """What a project may reach when the winners of its group share a limit by votes."""
    return GrantLine("quota", amount, {"limit": limit})


def share_line(bounds: Bounds, at: Fraction | None) -> GrantLine:
    """votes × rate, and the limit it met if any; `at` None: everyone has their maximum."""
    if at is None:
        return GrantLine("vote_share_all", bounds.high if bounds.votes else bounds.low)
    raw = at * bounds.votes
    code = "vote_share_raised" if raw < bounds.low else "vote_share_capped" if raw > bounds.high else "vote_share"
    return GrantLine(code, int(bounds.at(at)), {"votes": bounds.votes, "rate": str(at), "about": int(at)})
