"""How far each project was from the other side of the line when projects are ranked, found by counting again.

Ranking is monotone (more votes never make a winner lose, whatever the quotas and reserves), so the smallest change is
searched by halves among the only numbers of votes where the order of the ranking changes.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from voting.allocation import Allocation, Field, allocate
from voting.allocation.outcome import SELECTED, WITHDRAWN, Step
from voting.allocation.plan import needed
from voting.profile import Profile
from voting.sentences import Sentence

if TYPE_CHECKING:
    from voting.allocation import AllocationRule, Method

Recount = Callable[[str, int], Allocation]


def margins(
    rule: "AllocationRule", profile: Profile, field: Field, method: "Method", allocation: Allocation
) -> dict[str, Sentence]:
    """For every project in the running, the fewest votes more (or fewer) that change its fate.

    Everything else is counted again as it was. Values hold `more` or `fewer`, and `displaced`, the ids (one per line)
    of the winners that would have lost their place.
    """

    def recount(one: str, votes: int) -> Allocation:
        changed = replace(profile.tally, votes={**profile.tally.votes, one: votes})
        return allocate(rule, Profile({}, changed), field, method)

    names = {candidate.id: candidate.name for candidate in field.candidates}
    found = {}
    for step in allocation.steps:
        if step.outcome == WITHDRAWN:
            continue
        levels = _levels(step, profile, field, method)
        if step.outcome == SELECTED:
            found[step.id] = _fewer(step, recount, levels)
        else:
            found[step.id] = _more(step, recount, levels, allocation, names)
    return found


def _levels(step: Step, profile: Profile, field: Field, method: "Method") -> list[int]:
    """The numbers of votes of one project around which its place in the ranking, or its minimum, changes."""
    votes, mine = profile.tally.votes, field.prices[step.id].least
    candidate = next(c for c in field.candidates if c.id == step.id)
    corners = {needed(candidate, profile, field.budget, field.constraints)}
    for other, theirs in votes.items():
        dear = field.prices[other].least if other in field.prices else 0
        corners.add(theirs if method.utility == "cost" or not dear else theirs * mine // dear)
    return sorted({corner + plus for corner in corners for plus in (-1, 0, 1) if corner + plus >= 0})


def _more(step: Step, recount: Recount, levels: Sequence[int], before: Allocation, names: dict[str, str]) -> Sentence:
    above = [level for level in levels if level > step.votes]
    place = bisect_left(above, True, key=lambda level: step.id in recount(step.id, level).winners)
    if place == len(above):
        return Sentence("margin_never")
    return displacing(above[place] - step.votes, before, recount(step.id, above[place]), names)


def _fewer(step: Step, recount: Recount, levels: Sequence[int]) -> Sentence:
    below = [level for level in reversed(levels) if level < step.votes]
    place = bisect_left(below, True, key=lambda level: step.id not in recount(step.id, level).winners)
    if place == len(below):
        return Sentence("margin_safe")
    return Sentence("margin_fewer", {"fewer": step.votes - below[place]})


def displacing(more: int, before: Allocation, after: Allocation, names: dict[str, str]) -> Sentence:
    """With so many votes more it wins; who loses their place then."""
    lost = [other for other in before.winners if other not in after.winners]
    if not lost:
        return Sentence("margin_more", {"more": more})
    named = "\n".join(names[other] for other in lost)
    return Sentence("margin_displacing", {"more": more, "names": named, "displaced": "\n".join(lost)})
