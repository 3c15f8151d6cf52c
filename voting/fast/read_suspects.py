"""Which ballots may be irregular, seen in arrays. One too many does no harm: the plain rule looks at each again."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from voting.ballots import BallotRule
from voting.fast.columns import BallotColumns, Ints, Longs

MATRIX = 1 << 22  # cells of the table that finds repeated names, at most (or one row)
BLOCK = 1 << 15  # ballots whose sums are taken at once
TOO_LARGE = 1 << 63


def repeats(project: Longs, number: Longs, projects: int) -> Longs:
    """The ballots that name a project twice; `number`: how many projects each names."""
    found: list[Longs] = []
    if int(number.max(initial=0)) > 1:
        bounds = np.concatenate([[0], np.cumsum(number)])
        rows = max(1, MATRIX // projects)
        for first in range(0, len(number), rows):
            part = number[first : first + rows]
            entries = project[bounds[first] : bounds[first + len(part)]]
            found.append(first + _repeats(entries, part, projects))
    return np.concatenate(found) if found else np.zeros(0, np.int64)


def _repeats(project: Longs, number: Longs, projects: int) -> Longs:
    cell = np.repeat(np.arange(len(number)) * projects, number)
    cell += project
    named = np.zeros(len(number) * projects, bool)
    named[cell] = True
    if np.count_nonzero(named) == len(cell):
        return np.zeros(0, np.int64)
    cell.sort()
    return np.unique(cell[1:][cell[1:] == cell[:-1]] // projects)


def outside(columns: BallotColumns, rule: BallotRule, costs: Sequence[int]) -> Longs:
    """The ballots that are empty, or break a limit if each of their projects is named once."""
    number = np.diff(columns.start)
    odd = (number < max(1, rule.min)) | (number > rule.max)
    if rule.min_cost or rule.max_cost is not None:
        price = np.array([min(cost, TOO_LARGE - 1) for cost in costs], np.int64)
        odd |= _beyond(price, columns.project, columns.start, rule.min_cost, rule.max_cost)
    if columns.mark is not None:
        odd |= _beyond(columns.mark, None, columns.start, rule.min_sum, rule.max_sum)
        single = columns.mark < rule.min_points
        if rule.max_points is not None:
            single |= columns.mark > rule.max_points
        odd[np.searchsorted(columns.start, np.flatnonzero(single), "right") - 1] = True
    return np.flatnonzero(odd)


def _beyond(values: Longs, of: Ints | None, start: Longs, low: int, high: int | None) -> NDArray[np.bool_]:
    """The ballots whose values (those `of` their entries) add up to less than `low` or more than `high`.

    All of them when a sum might not be exact; one block after another, to spare memory.
    """
    most = int(np.diff(start).max(initial=0))
    if int(values.max(initial=0)) * most >= TOO_LARGE:
        return np.ones(len(start) - 1, bool)
    odd = np.zeros(len(start) - 1, bool)
    for first in range(0, len(odd), BLOCK):
        bounds = start[first : first + BLOCK + 1]
        entries = slice(bounds[0], bounds[-1])
        running = np.concatenate([[0], np.cumsum(values[entries] if of is None else values[of[entries]])])
        sums = np.diff(running[bounds - bounds[0]])
        top = TOO_LARGE - 1 if high is None else min(high, TOO_LARGE - 1)
        odd[first : first + BLOCK] = (sums < low) | (sums > top)
    return odd
