"""How many winners each voter named: one pass over the ballots, for one set of winners or several at once."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from voting.profile import Profile
from voting.statistics.figures import gini, mean

Reached = Mapping[tuple[int, ...], int]


@dataclass(frozen=True)
class Satisfaction:
    """What `voters` drew from a set of winners. Voters here are those who named (supported) at least one project.

    `by_winners`: winners among those they named -> voters. `by_share`: winners / projects they named -> voters.
    """

    voters: int
    by_winners: Mapping[int, int] = field(hash=False)
    by_share: Mapping[Fraction, int] = field(hash=False)

    @property
    def nothing(self) -> int:
        """Voters who named no winner."""
        return self.by_winners.get(0, 0)

    @property
    def served(self) -> Fraction:
        """The share of voters who named at least one winner."""
        return mean(self.voters - self.nothing, self.voters)

    @property
    def mean(self) -> Fraction:
        """Winners named, on average."""
        return mean(sum(won * times for won, times in self.by_winners.items()), self.voters)

    @property
    def mean_share(self) -> Fraction:
        """The part of what a voter named that won, on average."""
        return mean(sum((share * times for share, times in self.by_share.items()), Fraction(0)), self.voters)

    @property
    def gini(self) -> Fraction:
        """How unequally winners are shared among voters, from 0 (all named as many) up to 1."""
        return gini(self.by_winners)

    def quarters(self) -> tuple[int, ...]:
        """Voters who see nothing of what they named win, up to 1/4, 1/2, 3/4 of it, less than all, and all of it."""
        found = [0] * 6
        for share, times in self.by_share.items():
            found[0 if not share else 5 if share == 1 else -(-share * 4 // 1)] += times
        return tuple(found)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values; fractions as "4/5"."""
        return {
            "voters": self.voters,
            "nothing": self.nothing,
            "served": str(self.served),
            "mean": str(self.mean),
            "mean_share": str(self.mean_share),
            "gini": str(self.gini),
            "by_winners": {str(won): times for won, times in self.by_winners.items()},
            "by_share": {str(share): times for share, times in self.by_share.items()},
        }


def reached(profile: Profile, sets: Sequence[Collection[str]]) -> Reached:
    """(projects named, winners among them in each set) -> voters; ballots that support nothing are left out."""
    width = max(1, len(profile.tally.votes)).bit_length()  # a count for each set, side by side in one number
    weight = {
        one: sum(1 << width * place for place, winners in enumerate(sets) if one in winners)
        for one in profile.tally.votes
    }
    packed: Counter[tuple[int, int]] = Counter()
    for gives, times in profile.groups.items():
        if gives:
            packed[len(gives), sum(weight[one] for one, _ in gives)] += times
    mask = (1 << width) - 1
    shifts = [width * place for place in range(len(sets))]
    return {(named, *(counts >> shift & mask for shift in shifts)): times for (named, counts), times in packed.items()}


def satisfactions(found: Reached, sets: int) -> list[Satisfaction]:
    """What each of the sets gives, out of what `reached` found."""
    made = []
    for place in range(1, sets + 1):
        by_winners: Counter[int] = Counter()
        by_share: Counter[Fraction] = Counter()
        for counts, times in found.items():
            by_winners[counts[place]] += times
            by_share[Fraction(counts[place], counts[0])] += times
        made.append(Satisfaction(sum(found.values()), dict(sorted(by_winners.items())), dict(sorted(by_share.items()))))
    return made


def satisfaction_of(profile: Profile, winners: Collection[str]) -> Satisfaction:
    """What one set of winners gives the voters."""
    return satisfactions(reached(profile, [frozenset(winners)]), 1)[0]
