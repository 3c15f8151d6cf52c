"""A scoring grid: criteria with a weight and a sentence for each mark; exact means; marks that lie far apart."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

MARKS = range(5)
MOST_CRITERIA, MOST_WEIGHT, MOST_QUESTIONS = 8, 10, 8


class Fault(StrEnum):
    """What is wrong with a grid."""

    EMPTY = "empty"
    TOO_MANY = "too_many"
    TWICE = "twice"
    WEIGHT = "weight"
    ANCHORS = "anchors"
    QUESTIONS = "questions"


class GridError(ValueError):
    """A grid that nobody could mark with; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(f"this grid cannot be used: {fault}")
        self.fault = fault


@dataclass(frozen=True)
class GridCriterion:
    """One criterion: its name, an integer weight, one sentence for each mark from 0 to 4, its sub-questions."""

    key: str
    name: str
    weight: int = 1
    anchors: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= self.weight <= MOST_WEIGHT:
            raise GridError(Fault.WEIGHT)
        if len(self.anchors) != len(MARKS) or not all(anchor.strip() for anchor in self.anchors):
            raise GridError(Fault.ANCHORS)
        if len(self.questions) > MOST_QUESTIONS:
            raise GridError(Fault.QUESTIONS)

    def as_dict(self) -> dict[str, Any]:
        """As it is stored."""
        lists = {"anchors": list(self.anchors), "questions": list(self.questions)}
        return {"key": self.key, "name": self.name, "weight": self.weight, **lists}


@dataclass(frozen=True)
class Grid:
    """The criteria of a round, in order; `alert_from`: two marks so far apart ask for a reconciliation."""

    criteria: tuple[GridCriterion, ...]
    alert_from: int = 2

    def __post_init__(self) -> None:
        names = [criterion.name.strip().casefold() for criterion in self.criteria]
        if not names:
            raise GridError(Fault.EMPTY)
        if len(names) > MOST_CRITERIA:
            raise GridError(Fault.TOO_MANY)
        if len(set(names)) < len(names) or len({c.key for c in self.criteria}) < len(names):
            raise GridError(Fault.TWICE)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its criteria, in order."""
        return tuple(criterion.key for criterion in self.criteria)

    @property
    def weights(self) -> dict[str, int]:
        """What each criterion weighs."""
        return {criterion.key: criterion.weight for criterion in self.criteria}

    def with_criterion(self, new: GridCriterion) -> "Grid":
        """The same with that criterion, in place of the one of its key or at the end."""
        known = new.key in self.keys
        kept = tuple(new if one.key == new.key else one for one in self.criteria)
        return Grid(kept if known else (*kept, new), self.alert_from)

    def without(self, key: str) -> "Grid":
        """The same without one criterion. Raises GridError when it was the last."""
        return Grid(tuple(one for one in self.criteria if one.key != key), self.alert_from)


def read_grid(criteria: Iterable[Mapping[str, Any]], alert_from: int = 2) -> Grid:
    """The grid as it is stored. Raises GridError for one that was never valid."""
    read = (
        GridCriterion(one["key"], one["name"], one["weight"], tuple(one["anchors"]), tuple(one["questions"]))
        for one in criteria
    )
    return Grid(tuple(read), alert_from)


@dataclass(frozen=True)
class Divergence:
    """On one criterion, the lowest and the highest mark of the readers."""

    criterion: str
    low: int
    high: int

    @property
    def spread(self) -> int:
        """How far apart they lie."""
        return self.high - self.low


def divergences(marks: Iterable[Mapping[str, int]], grid: Grid) -> list[Divergence]:
    """The criteria on which two readers lie `alert_from` marks apart or more, in the order of the grid.

    `marks`: one mapping for each reader, from the key of a criterion to a mark.
    """
    readers = list(marks)
    found = []
    for key in grid.keys:
        given = [marks_[key] for marks_ in readers if key in marks_]
        if len(given) > 1 and max(given) - min(given) >= grid.alert_from:
            found.append(Divergence(key, min(given), max(given)))
    return found


def mean(given: Sequence[int]) -> Fraction | None:
    """The exact mean; None of nothing."""
    return Fraction(sum(given), len(given)) if given else None


def means(marks: Iterable[Mapping[str, int]]) -> dict[str, Fraction]:
    """The exact mean of each criterion over the readers."""
    given: dict[str, list[int]] = {}
    for reader in marks:
        for key, mark in reader.items():
            given.setdefault(key, []).append(mark)
    return {key: Fraction(sum(all_), len(all_)) for key, all_ in given.items()}


def overall(means_: Mapping[str, Fraction], grid: Grid) -> Fraction | None:
    """The weighted mean out of 4; None while a criterion of the grid has no mark."""
    if any(key not in means_ for key in grid.keys):
        return None
    earned = sum((means_[key] * weight for key, weight in grid.weights.items()), Fraction(0))
    return earned / sum(grid.weights.values())
