"""The opened urn: which ballots count, who took part, and the voters as the rules see them.

Opened plainly here: standard library only, what a recount uses. `voting.opening` chooses between this and
`voting.fast`.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from voting.allocation import RULES, AllocationRule
from voting.ballots import Ballot, Points, points_of, refusal
from voting.election import Election
from voting.profile import Profile
from voting.tally import Running


@dataclass(frozen=True)
class Turnout:
    """`ballots` received = `valid` (that choose something) + `blank` + the void ones, by reason."""

    ballots: int
    valid: int
    blank: int
    void: Mapping[str, int] = field(hash=False)


@dataclass(frozen=True)
class Urn:
    """The ballots that count, as a profile, and what became of all of them; `rules`: those that count it best."""

    profile: Profile
    turnout: Turnout
    rules: Mapping[str, AllocationRule] = field(default_factory=lambda: RULES, hash=False)


def opened_plainly(groups: Mapping[Ballot, int], election: Election) -> Urn:
    """The urn of ballots given as ballot -> number of voters, with the standard library only."""
    opening = Opening(election)
    for ballot, times in groups.items():
        opening.add(ballot, times)
    return opening.urn()


class Opening:
    """An urn being opened, ballot after ballot. Without `keep_voters` only the totals stay, whatever their number."""

    def __init__(self, election: Election, *, keep_voters: bool = True) -> None:
        self._rule, self._keep = election.rules.ballot, keep_voters
        self._costs = {candidate.id: candidate.cost for candidate in election.candidates}
        self._running = Running(self._costs, self._rule)
        self._void: Counter[str] = Counter()
        self._voters: Counter[Points] = Counter()
        counted_by_name = self._rule.kind in ("approval", "exactly", "choose-1")
        self._simple = counted_by_name and self._rule.max_cost is None and not self._rule.min_cost

    def add(self, ballot: Ballot, times: int) -> None:
        """One ballot, cast by so many voters."""
        if self._simple and self._is_valid_at_sight(ballot):
            self._running.add_named(cast("tuple[str, ...]", ballot), times)
        elif reason := refusal(ballot, self._rule, self._costs):
            self._void[reason.code] += times
            return
        else:
            self._running.add(points_of(ballot, self._rule), times)
        if self._keep:
            gives = points_of(ballot, self._rule)
            self._voters[tuple(sorted((one, points) for one, points in gives if points > 0))] += times

    @property
    def adds_up(self) -> bool:
        """Whether ballots valid at sight are but one vote more for each project they name, and nothing is kept."""
        return self._simple and not self._keep

    def add_up(self, named: Mapping[str, int], ballots: int) -> None:
        """So many ballots that are valid at sight at once, as how many of them name each project."""
        self._running.add_total(named, ballots)

    def _is_valid_at_sight(self, ballot: Ballot) -> bool:
        """The common case, looked at quickly: a right number of different known projects."""
        named = set(ballot)
        right_number = self._rule.min <= len(named) == len(ballot) <= self._rule.max and named
        return bool(right_number) and named <= self._costs.keys()

    def urn(self) -> Urn:
        """The opened urn."""
        void = dict(self._void)
        blank = void.pop("empty", 0)
        valid = self._running.valid
        turnout = Turnout(valid + blank + sum(void.values()), valid, blank, void)
        return Urn(Profile(dict(sorted(self._voters.items())), self._running.tally(blank)), turnout)
