"""How winners are chosen: the name of a rule and the choices it leaves open."""

from dataclasses import dataclass
from typing import Literal, get_args

Name = Literal[
    "greedy", "greedy-stop", "equal-shares", "bounded-overspending", "phragmen", "max-welfare", "majority-judgment"
]
Utility = Literal["cost", "cardinality"]
Completion = Literal["none", "add1", "add1u", "votes", "phragmen"]

ALIASES = {"greedy-threshold": "greedy", "greedy-no-skip": "greedy-stop", "greedy-exclusive": "greedy"}
"""Other names a command may use: those of the Pabulib format."""


@dataclass(frozen=True)
class Method:
    """A rule and its options; an option that another rule uses is simply not looked at.

    `utility`: what a voter draws from a winner: its "cost" (money spent as they wish: greedy ranks by votes) or one
    each ("cardinality": greedy ranks by votes per euro). Ballots with points multiply it.
    Equal shares: `completion` spends what is left; add1 raises everybody's money by `increment` cents at a time, from
    the exact share or from whole increments (`start`), until the winners cost more than the budget (`stop` =
    "overspend") or also until nothing more fits ("exhaustive"), and keeps the last that fits; add1u then adds by
    votes. `comparison`: the ranking by votes wins instead if more voters prefer it ("satisfaction": more
    winners they named) or if fewer get nothing at all ("exclusion").
    phragmen: `at_limit`: "stop" at the first project that no longer fits, or "skip" it.
    """

    name: Name = "greedy"
    utility: Utility = "cost"
    completion: Completion = "none"
    increment: int = 100
    start: Literal["exact", "integral"] = "exact"
    stop: Literal["overspend", "exhaustive"] = "overspend"
    comparison: Literal["none", "satisfaction", "exclusion"] = "none"
    at_limit: Literal["stop", "skip"] = "stop"

    def __post_init__(self) -> None:
        choices = {
            "rule": (self.name, get_args(Name)),
            "utility": (self.utility, get_args(Utility)),
            "completion": (self.completion, get_args(Completion)),
            "start": (self.start, ("exact", "integral")),
            "stop": (self.stop, ("overspend", "exhaustive")),
            "comparison": (self.comparison, ("none", "satisfaction", "exclusion")),
            "at_limit": (self.at_limit, ("stop", "skip")),
        }
        for what, (given, known) in choices.items():
            if given not in known:
                raise ValueError(f"unknown {what} {given!r}; known: {', '.join(known)}")
        if self.increment < 1:
            raise ValueError("the increment is one cent or more")

    @property
    def ranks(self) -> bool:
        """Whether it goes down a ranking by votes: totals are enough, and more votes never harm a project."""
        return self.name in ("greedy", "greedy-stop")

    @property
    def by_voters(self) -> bool:
        """Whether it follows each voter's money or load: a count then needs the ballots, not their totals."""
        return self.name in ("equal-shares", "bounded-overspending", "phragmen")
