"""All the statistics of one count."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from voting.candidate import Candidate
from voting.election import Election
from voting.result import Result
from voting.statistics.backing import effective_support
from voting.statistics.figures import mean, median, rounded
from voting.statistics.parts import Part, kinds_of, parts_by
from voting.statistics.satisfaction import Satisfaction, satisfaction_of
from voting.urn import Turnout, Urn

Amount = Callable[[int], Any]


@dataclass(frozen=True)
class Projects:
    """The projects in the running: how many, what they cost (cents), how many votes and places on ballots they drew.

    `votes` are points where ballots give points; `named` is how many a valid ballot supports, on average. Medians
    are None without any project, or any winner; half a cent is rounded up.
    """

    running: int
    withdrawn: int
    winners: int
    median_price: int | None
    median_winner: int | None
    votes: int
    mean_votes: Fraction
    median_votes: Fraction | None
    named: Fraction


@dataclass(frozen=True)
class Statistics:
    """What one count did. Money in cents, shares as exact fractions of 1.

    `entitled`: the people who could vote, None when unknown. `parts`: "theme", "canton", "tag" -> money beside votes,
    for those the projects have. `effective`: effective support under equal shares, None when it was not asked for.
    """

    entitled: int | None
    turnout: Turnout
    budget: int
    spent: int
    projects: Projects
    satisfaction: Satisfaction
    parts: Mapping[str, tuple[Part, ...]] = field(hash=False)
    effective: Mapping[str, Fraction] | None = field(default=None, hash=False)

    @property
    def participation(self) -> Fraction | None:
        """Ballots received (void and blank ones too) over the people entitled; None when their number is unknown."""
        return None if self.entitled is None else mean(self.turnout.ballots, self.entitled)

    def to_dict(self, amount: Amount = lambda cents: cents) -> dict[str, Any]:
        """Plain JSON values; fractions as "4/5". `amount` writes the money (as it is: cents)."""
        turnout = self.turnout
        return {
            "turnout": {
                "entitled": self.entitled,
                "participation": None if self.participation is None else str(self.participation),
                "ballots": turnout.ballots,
                "valid": turnout.valid,
                "blank": turnout.blank,
                "void": dict(sorted(turnout.void.items())),
            },
            "money": {"budget": amount(self.budget), "spent": amount(self.spent)},
            "projects": _projects_dict(self.projects, amount),
            "satisfaction": self.satisfaction.to_dict(),
            "parts": {by: [part_dict(part, amount) for part in parts] for by, parts in self.parts.items()},
            "effective": self.effective and {one: str(share) for one, share in self.effective.items()},
        }


def statistics_of(
    election: Election, urn: Urn, result: Result, *, entitled: int | None = None, effective: bool = False
) -> Statistics:
    """The statistics of a result and the ballots it came from.

    ValueError when fewer people were `entitled` than cast a ballot. `effective` replays equal shares: long on a large
    vote without numpy.
    """
    if entitled is not None and entitled < urn.turnout.ballots:
        raise ValueError(f"{entitled} people entitled to vote cannot cast {urn.turnout.ballots} ballots")
    paid = {line.id: line.grant for line in result.lines if line.won}
    return Statistics(
        entitled=entitled,
        turnout=urn.turnout,
        budget=result.budget,
        spent=result.spent,
        projects=_projects(election, result, urn),
        satisfaction=satisfaction_of(urn.profile, result.winners),
        parts={by: parts_by(by, election, urn.profile, paid) for by in kinds_of(election.candidates)},
        effective=effective_support(election, urn) if effective else None,
    )


def _projects(election: Election, result: Result, urn: Urn) -> Projects:
    running = [candidate for candidate in election.candidates if not candidate.withdrawn]
    votes = [urn.profile.tally.votes[candidate.id] for candidate in running]
    return Projects(
        running=len(running),
        withdrawn=len(election.candidates) - len(running),
        winners=len(result.winners),
        median_price=_median_cost(running),
        median_winner=_median_cost([one for one in running if one.id in set(result.winners)]),
        votes=sum(votes),
        mean_votes=mean(sum(votes), len(votes)),
        median_votes=median(votes),
        named=mean(sum(urn.profile.tally.supporters.values()), urn.turnout.valid),
    )


def _median_cost(projects: list[Candidate]) -> int | None:
    middle = median(candidate.cost for candidate in projects)
    return None if middle is None else rounded(middle, 0)


def _projects_dict(projects: Projects, amount: Amount) -> dict[str, Any]:
    def price(middle: int | None) -> Any:
        return None if middle is None else amount(middle)

    return {
        "running": projects.running,
        "withdrawn": projects.withdrawn,
        "winners": projects.winners,
        "median_price": price(projects.median_price),
        "median_winner": price(projects.median_winner),
        "votes": projects.votes,
        "mean_votes": str(projects.mean_votes),
        "median_votes": None if projects.median_votes is None else str(projects.median_votes),
        "named": str(projects.named),
    }


def part_dict(part: Part, amount: Amount) -> dict[str, Any]:
    """One part as plain JSON values."""
    return {
        "name": part.name,
        "projects": part.projects,
        "winners": part.winners,
        "votes": part.votes,
        "money": amount(part.money),
        "of_votes": str(part.of_votes),
        "of_money": str(part.of_money),
    }
