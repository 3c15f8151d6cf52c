"""The whole selection: who may win at all, then one pass of the rule for each envelope, the common one last."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from voting.allocation.method import Method
from voting.allocation.outcome import (
    BELOW_THRESHOLD,
    WITHDRAWN,
    Allocation,
    AllocationRule,
    Contest,
    Price,
    Step,
    Tie,
)
from voting.allocation.ranking import ranking_key
from voting.candidate import Candidate
from voting.constraints import Constraints, Limits, Quota, Reserve, groups_of
from voting.profile import Profile


@dataclass(frozen=True)
class Field:
    """Everything a selection starts from: candidates, their prices (none: withdrawn), the money and the order of ties."""

    candidates: Sequence[Candidate]
    prices: Mapping[str, Price]
    budget: int
    order: Sequence[str]
    constraints: Constraints


def allocate(rule: AllocationRule, profile: Profile, field: Field, method: Method) -> Allocation:
    """Apply a rule under the constraints.

    First the reserves in their order, each for the projects it is open to; then, if asked, the best of each group; then
    the rest. Each pass is the same rule on the money of its own envelope and the projects that have not won yet.
    """
    refused = dict(_refusals(profile, field))
    limits = Limits({c.id: c for c in field.candidates}, field.constraints.quotas, field.constraints.exclusive)
    running = [c for c in field.candidates if c.id not in refused]
    last: dict[str, Step] = {}
    winners: list[str] = []
    ties: list[Tie] = []
    purse = field.budget - sum(reserve.amount for reserve in field.constraints.reserves)
    for stage in _stages(field.constraints):
        money = purse if stage.reserve is None else stage.reserve.amount
        done = _pass(rule, profile, field, method, stage, money, [c for c in running if c.id not in winners], limits)
        winners += done.winners
        ties += done.ties
        last |= {step.id: step._replace(stage=stage.name) if stage.name else step for step in done.steps}
        left = money - done.spent
        if stage.reserve is None:
            purse = left
        elif field.constraints.returns:
            purse += left
    steps = _ranked([*last.values()], refused, profile, field, method)
    return Allocation(tuple(winners), sum(step.paid for step in steps), tuple(steps), tuple(ties))


@dataclass(frozen=True)
class _Stage:
    name: str
    reserve: Reserve | None = None
    each: Quota | None = None

    def admits(self, candidate: Candidate) -> bool:
        """Whether the project runs in this pass: a project of no canton is the best of none."""
        if self.each is not None:
            return bool(groups_of(candidate, self.each.by))
        return self.reserve is None or self.reserve.admits(candidate)


def _stages(constraints: Constraints) -> Iterator[_Stage]:
    for reserve in constraints.reserves:
        yield _Stage(reserve.name, reserve)
    if constraints.first_of_each:
        yield _Stage(f"first_of_each:{constraints.first_of_each}", each=Quota(constraints.first_of_each, count=1))
    yield _Stage("")


def _pass(
    rule: AllocationRule, profile: Profile, field: Field, method: Method,
    stage: _Stage, money: int, running: Sequence[Candidate], limits: Limits,
) -> Allocation:  # fmt: skip
    admitted = {c.id for c in running if stage.admits(c)}
    contest = Contest(
        prices={one: field.prices[one] for one in admitted},
        budget=max(0, money),
        order=[one for one in field.order if one in admitted],
        limits=limits.also(stage.each) if stage.each else limits,
    )
    done = rule(profile, contest, method)
    return done if method.ranks else _raised(done, contest)


def _raised(done: Allocation, contest: Contest) -> Allocation:
    """What rules that buy at the least price leave, given to the winners in order of selection, up to their full price.

    So what a project's scores earn never decides whether it wins (`voting.grants.prices`).
    """
    left = contest.budget - done.spent
    steps = {step.id: step for step in done.steps}
    for one in done.winners:
        price, paid = contest.prices[one], steps[one].paid
        more = (price.payable(paid + contest.limits.room(one, left)) or paid) - paid
        if more > 0:
            steps[one] = steps[one]._replace(paid=paid + more, cost=price.full)
            contest.limits.take(one, paid + more)
            left -= more
    return replace(done, steps=tuple(steps.values()), spent=contest.budget - left)


def _refusals(profile: Profile, field: Field) -> Iterator[tuple[str, str]]:
    """The projects that cannot win whatever happens, with the outcome they get."""
    rules, votes = field.constraints, profile.tally.votes
    for candidate in field.candidates:
        if candidate.id not in field.prices:
            yield candidate.id, WITHDRAWN
        elif votes[candidate.id] < needed(candidate, profile, field.budget, rules):
            yield candidate.id, BELOW_THRESHOLD


def needed(candidate: Candidate, profile: Profile, budget: int, rules: Constraints) -> int:
    """The fewest votes with which the project may win."""
    if rules.min_share is None:
        return rules.min_support
    exact = rules.min_share * candidate.cost * profile.voters / Fraction(max(1, budget))
    return max(rules.min_support, -(-exact.numerator // exact.denominator))


def _ranked(
    steps: list[Step], refused: Mapping[str, str], profile: Profile, field: Field, method: Method
) -> list[Step]:
    """One line per project, in the order of the ranking, those refused beforehand among them."""
    for candidate in field.candidates:
        if candidate.id in refused:
            price = field.prices.get(candidate.id, Price(0, 0))
            figures: dict[str, int | str] = {"needed": needed(candidate, profile, field.budget, field.constraints)}
            outcome, votes = refused[candidate.id], profile.tally.votes[candidate.id]
            steps.append(Step(candidate.id, 0, votes, price.full, price.least, 0, outcome, figures=figures))
    by_id = {step.id: step for step in steps}
    ranked = sorted(field.order, key=ranking_key(profile.tally, field.prices, method))
    return [by_id[one]._replace(rank=rank) for rank, one in enumerate(ranked, start=1)]
