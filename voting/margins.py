"""How far each project was from the other side of the line when projects are ranked, found by counting again.

Ranking is monotone (more votes never make a winner lose, whatever the quotas and reserves), so the smallest change is
searched by halves among the only numbers of votes where the order of the ranking changes.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from voting.allocation import Allocation, Field, allocate
from voting.allocation.ladder import Ladder
from voting.allocation.outcome import SELECTED, WITHDRAWN, Step
from voting.allocation.plan import needed
from voting.profile import Profile
from voting.sentences import Sentence

if TYPE_CHECKING:
    from voting.allocation import AllocationRule, Method

Recount = Callable[[str, int], Sequence[str]]
"""The winners if one project had so many votes, everything else as it was."""


def margins(
    rule: "AllocationRule", profile: Profile, field: Field, method: "Method", allocation: Allocation
) -> dict[str, Sentence]:
    """For every project in the running, the fewest votes more (or fewer) that change its fate.

    Values hold `more` or `fewer`, and `displaced`, the ids (one per line) of the winners that would have lost their
    place.
    """
    least = {c.id: needed(c, profile, field.budget, field.constraints) for c in field.candidates}
    recount = _recount(rule, profile, field, method, least)
    names = {candidate.id: candidate.name for candidate in field.candidates}
    found = {}
    for step in allocation.steps:
        if step.outcome == WITHDRAWN:
            continue
        levels = _levels(step, profile, field, method, least[step.id])
        if step.outcome == SELECTED:
            found[step.id] = _fewer(step, recount, levels)
        else:
            found[step.id] = _more(step, recount, levels, allocation.winners, names, field.budget)
    return found


def _recount(
    rule: "AllocationRule", profile: Profile, field: Field, method: "Method", least: Mapping[str, int]
) -> Recount:
    """The whole selection again; without quotas, exclusions and reserves a walk down the ladder is the same, and
    quick.
    """
    constraints = field.constraints
    if not (constraints.quotas or constraints.exclusive or constraints.reserves or constraints.first_of_each):
        return Ladder(profile.tally, field, method, least).winners

    def recount(one: str, votes: int) -> Sequence[str]:
        changed = replace(profile.tally, votes={**profile.tally.votes, one: votes})
        return allocate(rule, Profile({}, changed), field, method).winners

    return recount


def _levels(step: Step, profile: Profile, field: Field, method: "Method", least: int) -> list[int]:
    """The numbers of votes of one project around which its place in the ranking, or its minimum, changes."""
    votes, mine = profile.tally.votes, field.prices[step.id].least
    corners = {least}
    for other, theirs in votes.items():
        dear = field.prices[other].least if other in field.prices else 0
        corners.add(theirs if method.utility == "cost" or not dear else theirs * mine // dear)
    return sorted({corner + plus for corner in corners for plus in (-1, 0, 1) if corner + plus >= 0})


def _more(
    step: Step, recount: Recount, levels: Sequence[int], before: Sequence[str], names: Mapping[str, str], budget: int
) -> Sentence:
    above = [level for level in levels if level > step.votes]
    place = bisect_left(above, True, key=lambda level: step.id in recount(step.id, level))
    if place == len(above):
        return Sentence("margin_never" if step.least > budget else "margin_kept_out")
    return displacing(above[place] - step.votes, before, recount(step.id, above[place]), names)


def _fewer(step: Step, recount: Recount, levels: Sequence[int]) -> Sentence:
    below = [level for level in reversed(levels) if level < step.votes]
    place = bisect_left(below, True, key=lambda level: step.id not in recount(step.id, level))
    if place == len(below):
        return Sentence("margin_safe")
    return Sentence("margin_fewer", {"fewer": step.votes - below[place]})


def displacing(more: int, before: Sequence[str], after: Sequence[str], names: Mapping[str, str]) -> Sentence:
    """With so many votes more it wins; who loses their place then."""
    lost = [other for other in before if other not in after]
    if not lost:
        return Sentence("margin_more", {"more": more})
    named = "\n".join(names[other] for other in lost)
    return Sentence("margin_displacing", {"more": more, "names": named, "displaced": "\n".join(lost)})
