"""From ballots to votes: one pass, grouping identical ballots."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from voting.candidate import Candidate


@dataclass(frozen=True)
class Tally:
    """`votes` per project in the order of the candidates; `ballots` counted, `blank` among them."""

    votes: Mapping[str, int] = field(hash=False)
    ballots: int
    blank: int


def grouped(ballots: Iterable[Sequence[str]]) -> Counter[tuple[str, ...]]:
    """How often each very same ballot occurs. Order within the ballot is kept."""
    return Counter(map(tuple, ballots))


def tally(
    ballots: Iterable[Sequence[str]], candidates: Sequence[Candidate], *, count_duplicates: bool = False
) -> Tally:
    """Count the ballots, valid ones only (see `voting.ballots`). KeyError for an unknown project.

    A project named twice in a ballot counts once, or each time with `count_duplicates`.
    """
    return tally_groups(grouped(ballots), candidates, count_duplicates=count_duplicates)


def tally_groups(
    groups: Mapping[tuple[str, ...], int], candidates: Sequence[Candidate], *, count_duplicates: bool = False
) -> Tally:
    """The same as `tally` for ballots already grouped: ballot -> number of voters."""
    votes = {candidate.id: 0 for candidate in candidates}
    total = 0
    for ballot, times in groups.items():
        total += times
        for choice in ballot if count_duplicates else dict.fromkeys(ballot):
            votes[choice] += times
    return Tally(votes, total, groups.get((), 0))
