"""What `compare` found in one file."""

from typing import NamedTuple

from voting.comparison import Comparison
from voting.election import Election
from voting.pabulib import PabulibFile
from voting.urn import Turnout


class Compared(NamedTuple):
    """One file and its comparison."""

    path: str
    file: PabulibFile
    election: Election
    turnout: Turnout
    comparison: Comparison

    @property
    def names(self) -> dict[str, str]:
        """Project -> its name."""
        return {candidate.id: candidate.name for candidate in self.election.candidates}
