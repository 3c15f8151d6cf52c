"""From valid ballots to the figures of each project: one pass, no voter kept."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from voting.ballots import Ballot, BallotRule, points_of
from voting.candidate import Candidate


@dataclass(frozen=True)
class Tally:
    """`votes` per project in the order of the candidates; `ballots` counted, `blank` among them.

    The votes of a project are its ballots, or the sum of its points where ballots give points (d21: those in favour
    less those against); `supporters` are the ballots that give it more than nothing. `grades`, for judgment only:
    how many ballots gave it each grade, from the worst up; a ballot that does not name a project gives it grade 0.
    """

    votes: Mapping[str, int] = field(hash=False)
    ballots: int
    blank: int
    supporters: Mapping[str, int] = field(default_factory=dict, hash=False)
    grades: Mapping[str, tuple[int, ...]] = field(default_factory=dict, hash=False)

    def with_more(self, one: str, more: int) -> "Tally":
        """The tally with `more` further ballots that name one project only, and give it one point each."""
        votes = {**self.votes, one: self.votes[one] + more}
        supporters = {**self.supporters, one: self.supporters[one] + more}
        return replace(self, votes=votes, supporters=supporters, ballots=self.ballots + more)


def grouped(ballots: Iterable[Ballot]) -> Counter[Ballot]:
    """How often each very same ballot occurs. Order within the ballot is kept."""
    return Counter(map(tuple, ballots))


def tally(groups: Mapping[Ballot, int], candidates: Sequence[Candidate], rule: BallotRule, *, blank: int = 0) -> Tally:
    """The tally of valid ballots, given as ballot -> number of voters. KeyError for an unknown project."""
    votes = {candidate.id: 0 for candidate in candidates}
    supporters = dict(votes)
    graded: dict[str, Counter[int]] = {candidate.id: Counter() for candidate in candidates}
    for ballot, times in groups.items():
        for one, points in points_of(ballot, rule):
            votes[one] += points * times
            supporters[one] += times if points > 0 else 0
            if rule.kind == "judgment":
                graded[one][points] += times
    cast = sum(groups.values())
    grades = {one: _by_grade(found, rule.grades, cast) for one, found in graded.items() if rule.kind == "judgment"}
    return Tally(votes, cast + blank, blank, supporters, grades)


def _by_grade(found: Counter[int], grades: int, cast: int) -> tuple[int, ...]:
    silent = cast - found.total()
    return tuple(found[grade] + (silent if grade == 0 else 0) for grade in range(grades))
