"""Opening the urn by the fastest way there is. Every way gives the same figures and the same winners."""

import sys
from collections.abc import Iterable, Mapping

from voting.ballots import Ballot
from voting.election import Election
from voting.tally import grouped
from voting.urn import Urn, opened_plainly

MANY = 500  # different ballots from which arrays are worth making


def opened(ballots: Iterable[Ballot] | Urn, election: Election) -> Urn:
    """The urn of these ballots (itself, if it is open already).

    Ballots kept in columns (`voting.fast.columns`, as Pabulib files are read where numpy is) are opened as they are;
    others too when the rule follows the voters and they are many.
    """
    if isinstance(ballots, Urn):
        return ballots
    if "voting.fast.columns" in sys.modules:  # otherwise nobody can have made columns, and numpy need not be loaded
        from voting.fast import columns, urn

        if isinstance(ballots, columns.BallotColumns):
            return urn.opened(ballots, election)
    groups = grouped(ballots)
    if election.rules.method.by_voters and len(groups) > MANY:
        return _in_columns(groups, election)
    return opened_plainly(groups, election)


def _in_columns(groups: Mapping[Ballot, int], election: Election) -> Urn:
    """The urn opened in columns when numpy is there and every ballot fits them; plainly otherwise."""
    try:
        from voting.fast import columns, urn

        ids = [candidate.id for candidate in election.candidates]
        ballots = (ballot for ballot, times in groups.items() for _ in range(times))
        return urn.opened(columns.BallotColumns.of(ballots, ids, marked=election.rules.ballot.marked), election)
    except (ImportError, KeyError, ValueError, OverflowError):  # no numpy; a ballot that does not fit columns
        return opened_plainly(groups, election)
