"""Counts of what was decided: by ground, delay, outcome and appeal, and how far programs were right.

Made from tallies (so many decisions of the same sort, as a database groups them), never from the cases themselves:
an archive of fifty thousand is counted as fast as one of fifty.
"""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple, TypeVar

from moderation.appeals import Appellant, Verdict
from moderation.grounds import Ground
from moderation.statements import RESTRICTS, Effect, Source

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


class Tally(NamedTuple):
    """So many decisions of the same sort; `hours` from the report, or the posting, to the decision."""

    effect: Effect
    ground: Ground | None
    source: Source
    noticed_by_program: bool
    hours: int
    number: int = 1


class Heard(NamedTuple):
    """So many appeals of the same sort; without verdict while they wait."""

    against: Effect
    by: Appellant
    verdict: Verdict | None
    hours: int
    number: int = 1


class Delay(NamedTuple):
    """How long it took, in whole hours."""

    median: int
    slowest: int


class Accuracy(NamedTuple):
    """What programs pointed at, against what people then decided."""

    right: int  # pointed at, and restricted
    wrong: int  # pointed at, and kept
    missed: int  # restricted without having been pointed at
    quiet: int  # neither

    @property
    def precision(self) -> Fraction | None:
        """The share of hints that people confirmed."""
        return _share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> Fraction | None:
        """The share of restricted texts that a program had pointed at."""
        return _share(self.right, self.right + self.missed)

    @property
    def accuracy(self) -> Fraction | None:
        """The share of all texts on which programs and people agreed."""
        return _share(self.right + self.quiet, sum(self))

    @property
    def error_rate(self) -> Fraction | None:
        """The share of hints that people did not follow (article 15.1, e)."""
        return None if self.precision is None else 1 - self.precision


class Appeals(NamedTuple):
    """Appeals of one sort, and what they came to."""

    made: int
    upheld: int
    reversed: int
    delay: Delay | None

    @property
    def waiting(self) -> int:
        """How many are not answered yet."""
        return self.made - self.upheld - self.reversed


@dataclass(frozen=True)
class Figures:
    """Everything that is published about a period."""

    tallies: Sequence[Tally] = ()
    heard: Sequence[Heard] = ()
    notices: Counter[Ground] = field(default_factory=Counter)  # reports received, by ground

    @property
    def total(self) -> int:
        """How many decisions were made."""
        return sum(each.number for each in self.tallies)

    @property
    def restricting(self) -> list[Tally]:
        """The decisions that took something away."""
        return [each for each in self.tallies if each.effect in RESTRICTS]

    @property
    def by_effect(self) -> Counter[Effect]:
        """How many decisions did what."""
        return _counted(self.tallies, lambda each: each.effect)

    @property
    def by_ground(self) -> Counter[Ground]:
        """How many texts were restricted on which ground."""
        return _counted(
            [each for each in self.restricting if each.ground], lambda each: each.ground or Ground.OFF_TOPIC
        )

    def delay(self, keeps: Callable[[Tally], bool] = lambda each: True) -> Delay | None:
        """Median and slowest delay of the decisions that a condition keeps; what an appeal put back has its own."""
        first = [each for each in self.tallies if each.effect is not Effect.RESTORED]
        return delay((each.hours, each.number) for each in first if keeps(each))

    @property
    def accuracy(self) -> Accuracy:
        """How far programs were right: every decision but those that put a text back is a test of their hints."""
        cells: Counter[tuple[bool, bool]] = Counter()
        for each in self.tallies:
            if each.effect is not Effect.RESTORED:
                cells[each.noticed_by_program, each.effect in RESTRICTS] += each.number
        return Accuracy(cells[True, True], cells[True, False], cells[False, True], cells[False, False])

    def appeals(self) -> Appeals:
        """All appeals, and what they came to."""
        return self.appeals_against(tuple(Effect), *Appellant)

    def appeals_against(self, effects: Collection[Effect], *by: Appellant) -> Appeals:
        """The appeals of some people against what some decisions do."""
        kept = [each for each in self.heard if each.by in by and each.against in effects]
        verdicts = _counted(kept, lambda each: each.verdict)
        took = delay((each.hours, each.number) for each in kept if each.verdict)
        return Appeals(verdicts.total(), verdicts[Verdict.UPHOLD], verdicts[Verdict.REVERSE], took)


def figures(tallies: Iterable[Tally], heard: Iterable[Heard] = (), notices: Counter[Ground] | None = None) -> Figures:
    """The figures of a period."""
    return Figures(tuple(tallies), tuple(heard), notices or Counter())


def delay(hours: Iterable[tuple[int, int]]) -> Delay | None:
    """Median (the lower of the two middles) and slowest of so many times so many hours; None without any."""
    histogram = sorted((hour, count) for hour, count in hours if count)
    middle, seen = (sum(count for _hour, count in histogram) + 1) // 2, 0
    for hour, count in histogram:
        seen += count
        if seen >= middle:
            return Delay(hour, histogram[-1][0])
    return None


def _counted(tallies: Iterable[T], key: Callable[[T], K]) -> Counter[K]:
    counts: Counter[K] = Counter()
    for each in tallies:
        counts[key(each)] += each.number  # type: ignore[attr-defined]  # both kinds of tallies carry one
    return counts


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None
