"""From valid ballots to the figures of each project: one pass, no voter kept."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from voting.ballots import Ballot, BallotRule, Points, points_of
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
    running = Running([candidate.id for candidate in candidates], rule)
    for ballot, times in groups.items():
        running.add(points_of(ballot, rule), times)
    return running.tally(blank)


class Running:
    """A tally being made, ballot after ballot."""

    def __init__(self, ids: Iterable[str], rule: BallotRule) -> None:
        self.grades = rule.grades if rule.kind == "judgment" else 0
        self.votes = dict.fromkeys(ids, 0)
        self.supporters = dict(self.votes)
        self._named = dict(self.votes)
        self.graded: dict[str, Counter[int]] = {one: Counter() for one in self.votes} if self.grades else {}
        self.valid = 0

    def add(self, gives: Points, times: int) -> None:
        """One more valid ballot, cast by so many voters, as what it gives each project."""
        self.valid += times
        for one, points in gives:
            self.votes[one] += points * times
            if points > 0:
                self.supporters[one] += times
            if self.grades:
                self.graded[one][points] += times

    def add_named(self, ids: Iterable[str], times: int) -> None:
        """The same for a ballot that gives one vote to each project it names: most ballots, so quickly."""
        self.valid += times
        named = self._named
        for one in ids:
            named[one] += times

    def add_total(self, named: Mapping[str, int], ballots: int) -> None:
        """The same for many ballots at once, as how many of them name each project."""
        self.valid += ballots
        for one, times in named.items():
            self._named[one] += times

    def tally(self, blank: int) -> Tally:
        """The tally, with the blank ballots there were beside."""
        for one, times in self._named.items():
            self.votes[one] += times
            self.supporters[one] += times
        self._named = dict.fromkeys(self._named, 0)
        grades = {one: self._by_grade(found) for one, found in self.graded.items()}
        return Tally(self.votes, self.valid + blank, blank, self.supporters, grades)

    def _by_grade(self, found: Counter[int]) -> tuple[int, ...]:
        silent = self.valid - found.total()
        return tuple(found[grade] + (silent if grade == 0 else 0) for grade in range(self.grades))
