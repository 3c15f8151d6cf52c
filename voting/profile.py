"""The voters as rules see them: who gives how much to which projects, identical ballots counted together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from voting.ballots import Points
from voting.tally import Tally


@dataclass(frozen=True)
class Profile:
    """`groups`: what a ballot gives (positive points only, by project id) -> how many voters cast it.

    `voters` is everybody who took part, blank ballots included: each holds an equal part of the money in the rules
    that share it out (equal shares).
    """

    groups: Mapping[Points, int] = field(hash=False)
    tally: Tally

    @property
    def voters(self) -> int:
        """How many took part."""
        return self.tally.ballots

    @cached_property
    def supporters(self) -> dict[str, list[tuple[int, int]]]:
        """Project -> (place of the group in `groups`, points it gives each)."""
        found: dict[str, list[tuple[int, int]]] = {one: [] for one in self.tally.votes}
        for place, gives in enumerate(self.groups):
            for one, points in gives:
                found[one].append((place, points))
        return found

    @cached_property
    def times(self) -> list[int]:
        """How many voters each group holds."""
        return list(self.groups.values())

    def with_more(self, one: str, more: int) -> "Profile":
        """The same vote with `more` further voters who name this project only (one point each)."""
        groups = dict(self.groups)
        groups[((one, 1),)] = groups.get(((one, 1),), 0) + more
        return Profile(groups, self.tally.with_more(one, more))
