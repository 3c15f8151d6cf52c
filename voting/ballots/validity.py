"""When a ballot is valid, and the one reason for which another is not: one function per kind."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from voting.ballots.points import points_of
from voting.ballots.rule import BallotRule, Entry, ids_of

Costs = Mapping[str, int]


@dataclass(frozen=True)
class Refusal:
    """Why a ballot does not count: a code of `voting.phrases` and its figures."""

    code: str
    values: Mapping[str, int | str] = field(default_factory=dict, hash=False)


def refusal(ballot: Sequence[Entry], rule: BallotRule, costs: Costs) -> Refusal | None:
    """The first reason that refuses this ballot, or None when it is valid. `costs`: every project's, in cents.

    Looked at in this order: empty, entries of another kind, unknown project, project named twice, number of projects
    (d21: those in favour, when every sign is right), their cost, then what the kind alone asks: points of a project and
    in all, votes against, grades. Where a project may be named twice, it is looked at as it will count.
    """
    if not ballot:
        return Refusal("empty")
    if any(isinstance(entry, str) == rule.marked for entry in ballot):
        return Refusal("wrong_kind")
    ids = ids_of(ballot)
    return _wrong_ids(ids, rule, costs) or _CHECKS[rule.kind](ballot, ids, rule, costs)


def _wrong_ids(ids: Sequence[str], rule: BallotRule, known: Collection[str]) -> Refusal | None:
    for one in ids:
        if one not in known:
            return Refusal("unknown", {"choice": one})
    if rule.duplicates == "refuse" and len(set(ids)) < len(ids):
        return Refusal("duplicate", {"choice": next(one for i, one in enumerate(ids) if one in ids[:i])})
    return None


def _approval(_ballot: Sequence[Entry], ids: Sequence[str], rule: BallotRule, costs: Costs) -> Refusal | None:
    """approval and knapsack: how many projects, and what they cost together."""
    named = set(ids)
    return _number(len(named), rule) or _cost(sum(costs[one] for one in named), rule)


def _exactly(_ballot: Sequence[Entry], ids: Sequence[str], rule: BallotRule, costs: Costs) -> Refusal | None:
    """exactly and choose-1: neither fewer nor more."""
    named = set(ids)
    if rule.min <= len(named) <= rule.max:
        return _cost(sum(costs[one] for one in named), rule)
    return Refusal("not_exactly", {"given": len(named), "min": rule.max, "max": rule.max})


def _points(ballot: Sequence[Entry], ids: Sequence[str], rule: BallotRule, costs: Costs) -> Refusal | None:
    """cumulative and scored: the points of each project, then all of them."""
    if reason := _approval(ballot, ids, rule, costs):
        return reason
    points = points_of(ballot, rule)
    for one, mark in points:
        if mark < rule.min_points or (rule.max_points is not None and mark > rule.max_points):
            limit = rule.min_points if mark < rule.min_points else rule.max_points or 0
            return Refusal("points_of", {"choice": one, "given": mark, "limit": limit})
    total = sum(mark for _, mark in points)
    if total < rule.min_sum or (rule.max_sum is not None and total > rule.max_sum):
        limit = rule.min_sum if total < rule.min_sum else rule.max_sum or 0
        return Refusal("points_sum", {"given": total, "limit": limit})
    return None


def _ranked(ballot: Sequence[Entry], ids: Sequence[str], rule: BallotRule, costs: Costs) -> Refusal | None:
    """ranked: a place for each project; no two places for one, unless the rule lets a repeated name pass."""
    return _approval(ballot, ids, rule, costs)


def _d21(ballot: Sequence[Entry], ids: Sequence[str], rule: BallotRule, costs: Costs) -> Refusal | None:
    """d21: votes for and against, the latter only with twice as many of the former."""
    points = points_of(ballot, rule)
    for one, mark in points:
        if mark not in (1, -1):
            return Refusal("plus_or_minus", {"choice": one, "given": mark})
    minus = sum(mark < 0 for _, mark in points)
    plus = len(points) - minus
    if reason := _number(plus, rule) or _cost(sum(costs[one] for one in set(ids)), rule):
        return reason
    if minus > rule.minus or plus < 2 * minus:
        return Refusal("minus", {"given": minus, "plus": plus, "limit": rule.minus})
    return None


def _judgment(ballot: Sequence[Entry], ids: Sequence[str], rule: BallotRule, costs: Costs) -> Refusal | None:
    """judgment: a grade that exists for each project."""
    if reason := _approval(ballot, ids, rule, costs):
        return reason
    for one, mark in points_of(ballot, rule):
        if not 0 <= mark < rule.grades:
            return Refusal("grade", {"choice": one, "given": mark, "limit": rule.grades - 1})
    return None


def _number(given: int, rule: BallotRule) -> Refusal | None:
    if rule.min <= given <= rule.max:
        return None
    return Refusal("too_few" if given < rule.min else "too_many", {"given": given, "min": rule.min, "max": rule.max})


def _cost(total: int, rule: BallotRule) -> Refusal | None:
    if total < rule.min_cost:
        return Refusal("too_cheap", {"given": total, "limit": rule.min_cost})
    if rule.max_cost is not None and total > rule.max_cost:
        return Refusal("over_budget", {"given": total, "limit": rule.max_cost})
    return None


_CHECKS: Mapping[str, Callable[[Sequence[Entry], Sequence[str], BallotRule, Costs], Refusal | None]] = {
    "approval": _approval,
    "knapsack": _approval,
    "exactly": _exactly,
    "choose-1": _exactly,
    "cumulative": _points,
    "scored": _points,
    "ranked": _ranked,
    "d21": _d21,
    "judgment": _judgment,
}
