"""The kinds of ballots and the limits each may set."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["approval", "exactly", "choose-1", "knapsack", "cumulative", "scored", "ranked", "d21", "judgment"]
Entry = str | tuple[str, int]
Ballot = tuple[Entry, ...]

KINDS: tuple[str, ...] = get_args(Kind)
MARKED = frozenset({"cumulative", "scored", "d21", "judgment"})
"""The kinds whose entries carry a number."""


def ids_of(ballot: Iterable[Entry]) -> tuple[str, ...]:
    """The projects a ballot names, in its order."""
    return tuple([entry if isinstance(entry, str) else entry[0] for entry in ballot])


@dataclass(frozen=True)
class BallotRule:
    """What a ballot must hold. ValueError for limits that contradict each other.

    Every kind: from `min` to `max` different projects ("exactly": `max`, with `min` = `max`; "choose-1": one).
    knapsack (any kind may set it): the projects named cost from `min_cost` to `max_cost` cents together.
    cumulative, scored: from `min_points` to `max_points` for one project, from `min_sum` to `max_sum` in all.
    ranked: `vector` gives the points of the first, second… place (none: Borda, as many as projects ranked, down to 1).
    d21: +1 or -1; at most `minus` projects against, and at least twice as many in favour as against.
    judgment: a grade from 0 (worst) to `grades` - 1. None: no limit.

    `duplicates`: a project named twice voids the ballot ("refuse": a vote cast here), counts once ("once") or every
    time ("each"; elections counted elsewhere, 22 known real files).
    """

    kind: Kind = "approval"
    min: int = 1
    max: int = 1
    duplicates: Literal["refuse", "once", "each"] = "refuse"
    min_cost: int = 0
    max_cost: int | None = None
    min_points: int = 0
    max_points: int | None = None
    min_sum: int = 0
    max_sum: int | None = None
    vector: tuple[int, ...] = ()
    minus: int = 0
    grades: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "vector", tuple(self.vector))
        if self.kind not in KINDS:
            raise ValueError(f"unknown kind of ballot {self.kind!r}; known: {', '.join(KINDS)}")
        number = f"a ballot cannot ask for {self.min} to {self.max} projects ({self.kind})"
        if not 0 <= self.min <= self.max or (self.kind == "exactly" and self.min != self.max):
            raise ValueError(number)
        if self.kind == "choose-1" and (self.max != 1 or self.min > 1):
            raise ValueError(number)
        spans = {"cost": (self.min_cost, self.max_cost), "points": (self.min_points, self.max_points)}
        for what, (low, high) in {**spans, "sum": (self.min_sum, self.max_sum)}.items():
            if low < 0 or (high is not None and high < low):
                raise ValueError(f"a ballot cannot ask for a {what} of {low} to {high}")
        if self.kind == "judgment" and self.grades < 2:
            raise ValueError("a judgment needs two grades or more")
        if any(later > earlier for earlier, later in zip(self.vector, self.vector[1:], strict=False)):
            raise ValueError("a better place must not give fewer points")

    @property
    def marked(self) -> bool:
        """Whether each entry carries a number."""
        return self.kind in MARKED

    @property
    def gives_points(self) -> bool:
        """Whether a project's votes are a sum of points."""
        return self.kind in ("cumulative", "scored", "ranked")

    @property
    def plain(self) -> bool:
        """Whether every project named receives exactly one vote."""
        return self.kind in ("approval", "exactly", "choose-1", "knapsack")
