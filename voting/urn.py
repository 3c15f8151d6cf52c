"""The opened urn: which ballots count, who took part, and the voters as the rules see them.

An urn is opened plainly (standard library only, what a recount uses) or, when numpy is there and the ballots come in
columns, by `voting.fast`. Both give the same figures and the same winners.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from voting.allocation import RULES, AllocationRule
from voting.ballots import Ballot, refusal
from voting.election import Election
from voting.profile import Profile, profile_of
from voting.tally import grouped


MANY = 500  # different ballots from which arrays are worth making


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


@runtime_checkable
class Columns(Protocol):
    """Ballots kept in columns, that know a faster way to open themselves."""

    def opened(self, election: Election) -> Urn:
        """The urn of these ballots."""
        ...


def opened(ballots: Iterable[Ballot] | Urn | Columns, election: Election) -> Urn:
    """Open the urn, by the fastest way the ballots offer."""
    if isinstance(ballots, Urn):
        return ballots
    if isinstance(ballots, Columns):
        return ballots.opened(election)
    groups = grouped(ballots)
    if election.rules.method.by_voters and len(groups) > MANY:
        return _in_columns(groups, election)
    return opened_plainly(groups, election)


def _in_columns(groups: Mapping[Ballot, int], election: Election) -> Urn:
    """The urn opened in columns when numpy is there and every ballot fits them; plainly otherwise."""
    try:
        from voting.fast.columns import BallotColumns

        ids = [candidate.id for candidate in election.candidates]
        ballots = (ballot for ballot, times in groups.items() for _ in range(times))
        return BallotColumns.of(ballots, ids, marked=election.rules.ballot.marked).opened(election)
    except (ImportError, KeyError, ValueError):  # no numpy, an unknown project, an entry of another kind
        return opened_plainly(groups, election)


def opened_plainly(groups: Mapping[Ballot, int], election: Election) -> Urn:
    """The urn of ballots given as ballot -> number of voters, with the standard library only."""
    costs = {candidate.id: candidate.cost for candidate in election.candidates}
    valid: dict[Ballot, int] = {}
    void: Counter[str] = Counter()
    for ballot, times in groups.items():
        reason = refusal(ballot, election.rules.ballot, costs)
        if reason is None:
            valid[ballot] = times
        else:
            void[reason.code] += times
    blank = void.pop("empty", 0)
    turnout = Turnout(sum(groups.values()), sum(valid.values()), blank, dict(void))
    return Urn(profile_of(valid, election.candidates, election.rules.ballot, blank=blank), turnout)
