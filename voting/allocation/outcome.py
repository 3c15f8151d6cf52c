"""What every rule works with and hands back: prices in, decisions out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple, Protocol

from voting.allocation.method import Method
from voting.constraints import Limits
from voting.profile import Profile

SELECTED = "selected"
TOO_DEAR = "too_dear"  # more than the money left when its turn came
STOPPED = "stopped"  # the selection had ended before it
BELOW_THRESHOLD = "below_threshold"  # fewer votes than required
WITHDRAWN = "withdrawn"
EXCLUDED = "excluded"  # a project it cannot coexist with has won
OVER_QUOTA = "over_quota"  # its canton, theme or tag has all it may have
UNSUPPORTED = "unsupported"  # those who support it have not enough money left together
OUTWEIGHED = "outweighed"  # not in the set of winners that satisfies most


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
    """One decision: the money `remaining` before it, what was `paid` (0 when not selected).

    `reason` is the code of the sentence that says why, when the outcome alone does not tell (it is the outcome then);
    `figures` what that sentence needs beside the fields here. `stage` names the envelope it was decided on ("" the
    common one).
    """

    id: str
    rank: int
    votes: int
    cost: int
    least: int
    remaining: int
    outcome: str
    paid: int = 0
    reason: str = ""
    figures: Mapping[str, int | str] = MappingProxyType({})
    stage: str = ""


class Tie(NamedTuple):
    """Projects level with each other, in the order used. `votes`: theirs, where votes are what they are level in.

    `decisive`: whether another order could change the result; None when that was not looked into.
    """

    votes: int | None
    ids: tuple[str, ...]
    decisive: bool | None


@dataclass(frozen=True)
class Allocation:
    """Winners in order of selection, money taken, one step per project, ties met."""

    winners: tuple[str, ...]
    spent: int
    steps: tuple[Step, ...]
    ties: tuple[Tie, ...] = ()


@dataclass(frozen=True)
class Contest:
    """One envelope to give: who runs for it, at which price, under which limits.

    `prices` holds the projects in the running, `order` all of those in the order that settles ties. `limits` remember
    the winners; a rule tells them each one it takes.
    """

    prices: Mapping[str, Price] = field(hash=False)
    budget: int
    order: Sequence[str]
    limits: Limits


class AllocationRule(Protocol):
    """The one signature of every rule. Exact, and the same whatever the order of ballots and candidates."""

    def __call__(self, profile: Profile, contest: Contest, method: Method) -> Allocation:
        """Choose the winners among `contest.prices`."""
        ...
