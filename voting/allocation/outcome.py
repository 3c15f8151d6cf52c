"""What every rule works with and hands back: prices in, decisions out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from voting.tally import Tally

SELECTED = "selected"
TOO_DEAR = "too_dear"
STOPPED = "stopped"
BELOW_THRESHOLD = "below_threshold"
WITHDRAWN = "withdrawn"


class Price(NamedTuple):
    """What selecting a project takes from the envelope, in cents.

    `full` is taken when the money left allows it; otherwise the whole steps of what is left,
    as long as that is at least `least`. Equal `least` and `full`: all or nothing.
    """

    least: int
    full: int
    step: int = 1

    def payable(self, remaining: int) -> int | None:
        """The amount taken with `remaining` left, or None when the project cannot be paid."""
        if remaining < self.least:
            return None
        if remaining >= self.full:
            return self.full
        return max(self.least, remaining // self.step * self.step)


class Step(NamedTuple):
    """One decision: the money `remaining` before it, what was `paid` (0 when not selected)."""

    id: str
    rank: int
    votes: int
    cost: int
    least: int
    remaining: int
    outcome: str
    paid: int


class Tie(NamedTuple):
    """Projects with the same votes, in the order used; `decisive`: another order could change the result."""

    votes: int
    ids: tuple[str, ...]
    decisive: bool


@dataclass(frozen=True)
class Allocation:
    """Winners in order of selection, money taken, one step per project, ties met."""

    winners: tuple[str, ...]
    spent: int
    steps: tuple[Step, ...]
    ties: tuple[Tie, ...]


class AllocationRule(Protocol):
    """The one signature of every rule.

    `prices` holds the projects in the running (a withdrawn one has no price), `order` every
    project in the order that settles ties.
    """

    def __call__(
        self, tally: Tally, prices: Mapping[str, Price], budget: int, *, order: Sequence[str], min_support: int = 0
    ) -> Allocation:
        """Choose the winners."""
        ...
