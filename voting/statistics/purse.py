"""What voters hold while equal shares is played again: exactly, and rounded for a first look."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from voting.ballots import Points

FINE = 1 << 48
"""Rounded amounts are whole numbers of cents / FINE."""


@dataclass
class Money:
    """Those who named the same of the projects bought hold the same, in cents: `left`, by such a set.

    `backers`: project -> (set, points, how many voters).
    """

    left: list[Fraction]
    rounded: list[int]
    backers: Mapping[str, Sequence[tuple[int, int, int]]]

    @classmethod
    def of(cls, groups: Mapping[Points, int], bought: Sequence[str], share: Fraction) -> "Money":
        """Everybody holds `share` cents."""
        won, places = frozenset(bought), dict[Points, int]()
        found: dict[str, Counter[tuple[int, int]]] = {}
        for gives, times in groups.items():
            place = places.setdefault(tuple([entry for entry in gives if entry[0] in won]), len(places))
            for one, points in gives:
                found.setdefault(one, Counter())[place, points] += times
        backers = {one: [(*key, times) for key, times in counts.items()] for one, counts in found.items()}
        return cls([share] * len(places), [int(share * FINE)] * len(places), backers)

    def copy(self) -> "Money":
        """The same, to be spent otherwise."""
        return Money(list(self.left), list(self.rounded), self.backers)

    def price(self, one: str, cost: int) -> Fraction:
        """What each point costs its supporters, who can pay: Σ min(left, points × price) = cost."""
        named = sorted((self.left[place] / points, place, points, times) for place, points, times in self.backers[one])
        due, weight = Fraction(cost), sum(points * times for _, _, points, times in named)
        for ratio, place, points, times in named:
            if due <= ratio * weight:
                break
            due -= self.left[place] * times
            weight -= points * times
        return due / weight

    def offer(self, one: str, each: Fraction | None) -> Fraction:
        """What its supporters can pay together at `each` cents a point; None: whatever they have left."""
        total = Fraction(0)
        for place, points, times in self.backers.get(one, ()):
            if left := self.left[place]:
                total += times * (left if each is None else min(left, each * points))
        return total

    def between(self, one: str, each: Fraction | None) -> tuple[int, int]:
        """Two numbers the offer lies between, in cents / FINE."""
        named, left = self.backers.get(one, ()), self.rounded
        slack = sum(points * times for _, points, times in named)
        if each is None:
            low = sum(times * left[place] for place, _, times in named)
        else:
            most = int(each * FINE)
            low = sum(times * min(left[place], most * points) for place, points, times in named)
        return low, low + slack

    def pay(self, one: str, each: Fraction) -> None:
        """Take the money of a purchase."""
        for place, points, _ in self.backers[one]:
            self.left[place] -= min(self.left[place], each * points)
            self.rounded[place] = int(self.left[place] * FINE)
