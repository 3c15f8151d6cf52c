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
    """What a selection starts from: candidates, their prices (withdrawn: none), the money, the order of ties."""

    candidates: Sequence[Candidate]
    prices: Mapping[str, Price]
    budget: int
    order: Sequence[str]
    constraints: Constraints


def allocate(rule: AllocationRule, profile: Profile, field: Field, method: Method) -> Allocation:
    """Apply a rule under the constraints.

    First the reserves in their order, each for the projects it is open to; then, if asked, the best of each group; then
    the rest. Each pass is the same rule on the money of its own envelope and the projects that have not won yet. A
    project too dear for a reserve does not end it (greedy-stop): it has its turn for the common money, and more votes
    must not make it close an envelope to others.
    """
    return _Selection(rule, profile, field, method).run()


class _Selection:
    """One selection: who has won so far, the money left in the common envelope, the last step of each project."""

    def __init__(self, rule: AllocationRule, profile: Profile, field: Field, method: Method) -> None:
        self.rule, self.profile, self.field, self.method = rule, profile, field, method
        constraints = field.constraints
        self.refused = dict(_refusals(profile, field))
        self.limits = Limits({c.id: c for c in field.candidates}, constraints.quotas, constraints.exclusive)
        self.purse = field.budget - sum(reserve.amount for reserve in constraints.reserves)
        self.steps: dict[str, Step] = {}
        self.winners: list[str] = []
        self.ties: list[Tie] = []

    def run(self) -> Allocation:
        """Every envelope in its turn."""
        for stage in _stages(self.field.constraints):
            money = self.purse if stage.reserve is None else stage.reserve.amount
            done = self._pass(stage, max(0, money))
            self.winners += done.winners
            self.ties += done.ties
            self.steps |= {step.id: step._replace(stage=stage.name) if stage.name else step for step in done.steps}
            if stage.reserve is None:
                self.purse = money - done.spent
            elif self.field.constraints.returns:
                self.purse += money - done.spent
        steps = _ranked([*self.steps.values()], self.refused, self.profile, self.field, self.method)
        return Allocation(tuple(self.winners), sum(step.paid for step in steps), tuple(steps), tuple(self.ties))

    def _pass(self, stage: "_Stage", money: int) -> Allocation:
        """The rule on one envelope, with the projects it is open to that have neither won nor been refused."""
        gone = {*self.refused, *self.winners}
        admitted = {c.id for c in self.field.candidates if c.id not in gone and stage.admits(c)}
        contest = Contest(
            prices={one: self.field.prices[one] for one in admitted},
            budget=money,
            order=[one for one in self.field.order if one in admitted],
            limits=self.limits.also(stage.each) if stage.each else self.limits,
        )
        goes_on = stage.reserve is not None and self.method.name == "greedy-stop"
        method = replace(self.method, name="greedy") if goes_on else self.method
        done = self.rule(self.profile, contest, method)
        return done if self.method.ranks else _raised(done, contest)


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
