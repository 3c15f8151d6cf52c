"""Ranking by votes: the most voted first, while the money lasts.

Two variants: *skip* passes over a project that is too dear and goes on (`greedy` in Pabulib
files); *stop* ends at the first one (`greedy-no-skip`). Both leave out projects with fewer than
`min_support` votes (`greedy-threshold` is *skip* with such a minimum). Equal votes follow `order`.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby

from voting.allocation.outcome import (
    BELOW_THRESHOLD,
    SELECTED,
    STOPPED,
    TOO_DEAR,
    WITHDRAWN,
    Allocation,
    Price,
    Step,
    Tie,
)
from voting.tally import Tally


def skip(
    tally: Tally, prices: Mapping[str, Price], budget: int, *, order: Sequence[str], min_support: int = 0
) -> Allocation:
    """Ranking by votes; a project too dear for the money left is passed over."""
    return _walk(tally, prices, budget, order, min_support, stop=False)


def stop(
    tally: Tally, prices: Mapping[str, Price], budget: int, *, order: Sequence[str], min_support: int = 0
) -> Allocation:
    """Ranking by votes; the selection ends at the first project too dear for the money left."""
    return _walk(tally, prices, budget, order, min_support, stop=True)


def _walk(
    tally: Tally, prices: Mapping[str, Price], budget: int, order: Sequence[str], min_support: int, *, stop: bool
) -> Allocation:
    votes = tally.votes
    remaining, stopped = budget, False
    steps: list[Step] = []
    # sorted() is stable: equal votes stay in the order that settles ties.
    for rank, one in enumerate(sorted(order, key=lambda i: -votes[i]), start=1):
        price, paid = prices.get(one), None
        if price is None:
            outcome, price = WITHDRAWN, Price(0, 0)
        elif votes[one] < min_support:
            outcome = BELOW_THRESHOLD
        elif stopped:
            outcome = STOPPED
        else:
            paid = price.payable(remaining)
            outcome = TOO_DEAR if paid is None else SELECTED
            stopped = stop and paid is None
        steps.append(Step(one, rank, votes[one], price.full, price.least, remaining, outcome, paid or 0))
        remaining -= paid or 0
    winners = tuple(step.id for step in steps if step.outcome == SELECTED)
    return Allocation(winners, budget - remaining, tuple(steps), _ties(steps, prices, stop=stop))


def _ties(steps: Sequence[Step], prices: Mapping[str, Price], *, stop: bool) -> tuple[Tie, ...]:
    """Groups of equal votes, each with whether its order could matter."""
    running = [step for step in steps if step.outcome != WITHDRAWN]
    found = []
    for votes, same in groupby(running, key=lambda step: step.votes):
        group = list(same)
        if len(group) > 1:
            found.append(Tie(votes, tuple(step.id for step in group), _decisive(group, prices, stop=stop)))
    return tuple(found)


def _decisive(group: Sequence[Step], prices: Mapping[str, Price], *, stop: bool) -> bool:
    """Whether another order inside the group could change who is paid or how much.

    Every member that fits alone would be paid if it came first, so the order is indifferent
    exactly when they can all be paid together (and, with *stop*, when no member ends the selection).
    """
    if group[0].outcome in (BELOW_THRESHOLD, STOPPED):
        return False
    remaining = group[0].remaining
    alone = [paid for step in group if (paid := prices[step.id].payable(remaining)) is not None]
    if stop and alone and len(alone) < len(group):
        return True
    return sum(alone) > remaining
