"""The same urn counted by several methods, and the outcomes set side by side."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any

from voting.allocation import Method
from voting.election import Election
from voting.grants import grants
from voting.plain import to_plain
from voting.result import select
from voting.statistics.parts import Part, kinds_of, parts_by
from voting.statistics.report import Amount, part_dict
from voting.statistics.satisfaction import Reached, Satisfaction, reached, satisfactions
from voting.urn import Urn

Progress = Callable[[Method], object]


@dataclass(frozen=True)
class Outcome:
    """What one method gives: winners in order of selection, cents granted, what voters draw from it.

    `only`: its winners that no other method compared selects.
    """

    method: Method
    winners: tuple[str, ...]
    spent: int
    only: tuple[str, ...]
    satisfaction: Satisfaction
    parts: Mapping[str, tuple[Part, ...]] = field(hash=False)


@dataclass(frozen=True)
class Pair:
    """Two outcomes, by their places: winners in common and apart, and the voters who named more winners of one.

    `level`: voters who named as many of both.
    """

    first: int
    second: int
    both: tuple[str, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    prefer_first: int
    prefer_second: int
    level: int


@dataclass(frozen=True)
class Comparison:
    """All of them. `common`: the projects every method selects, in the order of the first."""

    budget: int
    outcomes: tuple[Outcome, ...]
    common: tuple[str, ...]
    pairs: tuple[Pair, ...]

    def to_dict(self, amount: Amount = lambda cents: cents) -> dict[str, Any]:
        """Plain JSON values; fractions as "4/5". `amount` writes the money (as it is: cents)."""
        return {
            "budget": amount(self.budget),
            "common": list(self.common),
            "outcomes": [_outcome_dict(outcome, amount) for outcome in self.outcomes],
            "pairs": [to_plain(pair) for pair in self.pairs],
        }


def compare(election: Election, urn: Urn, methods: Sequence[Method], progress: Progress | None = None) -> Comparison:
    """Count by each method, with the election's budget, constraints, grants and order of ties.

    `progress` is told each method before it counts. ValueError for fewer than two methods, or one the ballots do not
    fit (majority judgment).
    """
    if len(methods) < 2:
        raise ValueError("two methods or more are compared")
    paid = []
    for method in methods:
        if progress:
            progress(method)
        paid.append(_paid(replace(election, rules=replace(election.rules, method=method)), urn))
    sets = [frozenset(one) for one in paid]
    found = reached(urn.profile, sets)
    drawn = satisfactions(found, len(sets))
    kinds = list(kinds_of(election.candidates))
    outcomes = tuple(
        Outcome(
            method=method,
            winners=tuple(paid[at]),
            spent=sum(paid[at].values()),
            only=tuple(one for one in paid[at] if sum(one in winners for winners in sets) == 1),
            satisfaction=drawn[at],
            parts={by: parts_by(by, election, urn.profile, paid[at]) for by in kinds},
        )
        for at, method in enumerate(methods)
    )
    common = tuple(one for one in paid[0] if all(one in winners for winners in sets))
    pairs = tuple(_pair(found, outcomes, *places) for places in combinations(range(len(methods)), 2))
    return Comparison(election.rules.budget, outcomes, common, pairs)


def _paid(election: Election, urn: Urn) -> dict[str, int]:
    """The winners in order of selection, each with its grant."""
    rules, allocation = election.rules, select(election, urn)
    votes = urn.profile.tally.votes
    given = grants(rules.grant, election.candidates, allocation, votes, rules.budget, rules.constraints)
    return {one: given[one].amount for one in allocation.winners}


def _pair(found: Reached, outcomes: Sequence[Outcome], first: int, second: int) -> Pair:
    one, other = outcomes[first].winners, outcomes[second].winners
    tally = {-1: 0, 0: 0, 1: 0}
    for counts, times in found.items():
        here, there = counts[first + 1], counts[second + 1]
        tally[(here > there) - (here < there)] += times
    return Pair(
        first=first,
        second=second,
        both=tuple(each for each in one if each in other),
        only_first=tuple(each for each in one if each not in other),
        only_second=tuple(each for each in other if each not in one),
        prefer_first=tally[1],
        prefer_second=tally[-1],
        level=tally[0],
    )


def _outcome_dict(outcome: Outcome, amount: Amount) -> dict[str, Any]:
    method = to_plain(outcome.method)
    return {
        "method": {**method, "increment": amount(outcome.method.increment)},
        "winners": list(outcome.winners),
        "spent": amount(outcome.spent),
        "only": list(outcome.only),
        "satisfaction": outcome.satisfaction.to_dict(),
        "parts": {by: [part_dict(part, amount) for part in parts] for by, parts in outcome.parts.items()},
    }
