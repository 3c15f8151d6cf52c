"""Figures about marks: mean, number, lowest and highest of a group; a group too small to hide a person is not told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

SMALLEST = 5


@dataclass(frozen=True)
class Group:
    """The marks of one group; `mean`, `low` and `high` are None when it has fewer than SMALLEST."""

    name: str
    count: int
    mean: Fraction | None
    low: int | None
    high: int | None

    @property
    def is_told(self) -> bool:
        """Whether its figures are shown."""
        return self.mean is not None


def groups(marks: Iterable[tuple[str, int]]) -> list[Group]:
    """The figures of each group, by name; marks come as (group, mark)."""
    found: dict[str, list[int]] = {}
    for name, mark in marks:
        found.setdefault(name, []).append(mark)
    return [_group(name, given) for name, given in sorted(found.items())]


def _group(name: str, given: Sequence[int]) -> Group:
    if len(given) < SMALLEST:
        return Group(name, len(given), None, None, None)
    return Group(name, len(given), Fraction(sum(given), len(given)), min(given), max(given))
