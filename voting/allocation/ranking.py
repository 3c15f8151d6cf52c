"""The order of merit a rule starts from: votes, votes per euro, or majority judgment. The best has the smallest key."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import cmp_to_key
from typing import Any

from voting.allocation.method import Method
from voting.allocation.outcome import Price
from voting.tally import Tally

Key = Callable[[str], Any]


def ranking_key(tally: Tally, prices: Mapping[str, Price], method: Method) -> Key:
    """What projects are ranked by: votes, unless the method says otherwise. A project without a price costs nothing."""
    if method.name == "majority-judgment":
        if not tally.grades:
            raise ValueError("majority judgment needs ballots with grades (kind judgment)")
        worth = {one: cmp_to_key(_compare)(list(_from_the_middle(counts))) for one, counts in tally.grades.items()}
        return worth.__getitem__
    votes = tally.votes
    if method.utility == "cost" or method.name not in ("greedy", "greedy-stop"):
        return lambda one: -votes[one]

    def per_euro(one: str) -> tuple[bool, Fraction]:
        cost = prices[one].least if one in prices else 0
        return (cost > 0, Fraction(-votes[one], cost or 1))  # what costs nothing goes first

    return per_euro


Run = tuple[int, tuple[int, int]]


def _from_the_middle(counts: tuple[int, ...]) -> Iterator[Run]:
    """The grades from the middle outwards, as runs (length, (lower grade, upper grade)).

    Majority judgment (Balinski and Laraki, 2007) compares the lower middle grade; when it is the same, one
    such grade is taken out on both sides and the next is compared. Taking out the middle again and again reads
    the sorted grades from the middle outwards, lower one first.
    """
    total = sum(counts)
    if total % 2:
        middle = _grade_at(counts, total // 2)
        yield 1, (middle, middle)
    half = total // 2
    low, high = half - 1, half + total % 2
    while low >= 0:
        below, above = _grade_at(counts, low), _grade_at(counts, high)
        same_below = low - sum(counts[:below]) + 1
        same_above = sum(counts[: above + 1]) - high
        run = min(same_below, same_above)
        yield run, (below, above)
        low, high = low - run, high + run


def _grade_at(counts: tuple[int, ...], place: int) -> int:
    """The grade at a place of the sorted grades, the worst first."""
    for grade, count in enumerate(counts):
        if place < count:
            return grade
        place -= count
    raise IndexError(place)


def _compare(one: list[Run], other: list[Run]) -> int:
    """Below zero when `one` is better: a higher grade where the two sequences first differ."""
    mine, theirs = iter(one), iter(other)
    (left, mark), (right, against) = next(mine, (0, (0, 0))), next(theirs, (0, (0, 0)))
    while left and right:
        if mark != against:
            return -1 if mark > against else 1
        run = min(left, right)
        left, right = left - run, right - run
        if not left:
            left, mark = next(mine, (0, (0, 0)))
        if not right:
            right, against = next(theirs, (0, (0, 0)))
    return 0
