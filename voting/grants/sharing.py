"""Sharing an envelope in proportion to votes between a lower and an upper limit, exactly."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple


class Bounds(NamedTuple):
    """One winner's votes and the limits of its amount, in cents."""

    votes: int
    low: int
    high: int

    def at(self, rate: Fraction) -> Fraction:
        """votes × rate, kept within the limits."""
        return min(max(rate * self.votes, Fraction(self.low)), Fraction(self.high))


def rate(bounds: Sequence[Bounds], envelope: int) -> Fraction | None:
    """The cents per vote that spend the envelope exactly; None when everyone reaches their upper limit.

    The total grows with the rate in straight pieces between breakpoints, so the right piece is
    searched by halves and solved there. A winner without votes keeps its lower limit.
    The lower limits together must not exceed the envelope.
    """
    voted = [b for b in bounds if b.votes and b.high > b.low]
    corners = sorted({Fraction(limit, b.votes) for b in voted for limit in (b.low, b.high)})
    if not corners or _total(bounds, corners[-1]) <= envelope:
        return None
    first, last = 0, len(corners) - 1
    while first < last:
        middle = (first + last) // 2
        if _total(bounds, corners[middle]) > envelope:
            last = middle
        else:
            first = middle + 1
    start = corners[first - 1]  # total(start) <= envelope < total(corners[first]): straight in between
    slope = sum(b.votes for b in voted if b.low <= start * b.votes < b.high)
    return start + (envelope - _total(bounds, start)) / slope


def _total(bounds: Sequence[Bounds], at: Fraction) -> Fraction:
    return sum((b.at(at) for b in bounds), Fraction(0))
