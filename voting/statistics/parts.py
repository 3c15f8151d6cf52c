"""Money beside votes: what each theme, canton or tag asked, how many votes it drew, what it received."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from voting.candidate import Candidate
from voting.constraints import By, groups_of
from voting.election import Election
from voting.profile import Profile
from voting.statistics.figures import mean


@dataclass(frozen=True)
class Part:
    """One theme, canton or tag (`name` None: projects without one). Money in cents; shares of the whole vote.

    `of_votes` and `of_money` add up to 1 over themes and cantons; tags may overlap.
    """

    name: str | None
    projects: int
    winners: int
    votes: int
    money: int
    of_votes: Fraction
    of_money: Fraction


def parts_by(by: By, election: Election, profile: Profile, paid: Mapping[str, int]) -> tuple[Part, ...]:
    """The parts of a kind, by name, withdrawn projects aside; empty when no project has any.

    `paid`: winner -> cents. Votes are points where ballots give points; votes against are not taken off.
    """
    running = [candidate for candidate in election.candidates if not candidate.withdrawn]
    votes = profile.tally.supporters if election.rules.ballot.kind == "d21" else profile.tally.votes
    cast = sum(votes[candidate.id] for candidate in running)
    spent = sum(paid.values())
    groups: dict[str | None, list[str]] = {}
    for candidate in running:
        for name in groups_of(candidate, by) or (None,):
            groups.setdefault(name, []).append(candidate.id)
    if set(groups) <= {None}:
        return ()
    return tuple(
        _part(name, groups[name], votes, paid, cast, spent)
        for name in sorted(groups, key=lambda name: (name is None, name or ""))
    )


def _part(
    name: str | None, ids: list[str], votes: Mapping[str, int], paid: Mapping[str, int], cast: int, spent: int
) -> Part:
    drawn, money = sum(votes[one] for one in ids), sum(paid.get(one, 0) for one in ids)
    won = sum(one in paid for one in ids)
    return Part(name, len(ids), won, drawn, money, mean(drawn, cast), mean(money, spent))


def kinds_of(candidates: Sequence[Candidate]) -> Iterator[By]:
    """The kinds of groups that tell these projects apart; not tags when they say no more than the themes do."""
    kinds: tuple[By, ...] = ("theme", "canton", "tag")
    for by in kinds:
        found = [groups_of(candidate, by) for candidate in candidates]
        if any(found) and (by != "tag" or found != [groups_of(candidate, "theme") for candidate in candidates]):
            yield by
