"""How far each project was from the other side of the line, found by counting again.

Ranking by votes is monotone (more votes never make a winner lose), so the smallest change is
searched by halves among the only numbers of votes where the order of the ranking changes.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace

from voting.allocation import Allocation
from voting.allocation.outcome import SELECTED, WITHDRAWN
from voting.sentences import Sentence
from voting.tally import Tally

Count = Callable[[Tally], Allocation]


def margins(
    tally: Tally, count: Count, allocation: Allocation, min_support: int, names: dict[str, str]
) -> dict[str, Sentence]:
    """For every project in the running, the fewest votes more (or fewer) that change its fate.

    `count` allocates a changed tally with everything else equal. Values hold `more` or `fewer`,
    and `displaced`, the ids (one per line) of the winners that would have lost their place.
    """
    levels = sorted({v + plus for v in (*tally.votes.values(), min_support) for plus in (-1, 0, 1) if v + plus >= 0})
    found = {}
    for step in allocation.steps:
        if step.outcome == SELECTED:
            found[step.id] = _fewer(step.id, step.votes, tally, count, levels)
        elif step.outcome != WITHDRAWN:
            found[step.id] = _more(step.id, step.votes, tally, count, levels, allocation, names)
    return found


def _with(tally: Tally, one: str, votes: int) -> Tally:
    return replace(tally, votes={**tally.votes, one: votes})


def _more(
    one: str, votes: int, tally: Tally, count: Count, levels: Sequence[int],
    before: Allocation, names: dict[str, str],
) -> Sentence:  # fmt: skip
    above = [level for level in levels if level > votes]
    place = bisect_left(above, True, key=lambda level: one in count(_with(tally, one, level)).winners)
    if place == len(above):
        return Sentence("margin_never")
    after = count(_with(tally, one, above[place]))
    lost = [other for other in before.winners if other not in after.winners]
    more = above[place] - votes
    if not lost:
        return Sentence("margin_more", {"more": more})
    named = "\n".join(names[other] for other in lost)
    return Sentence("margin_displacing", {"more": more, "names": named, "displaced": "\n".join(lost)})


def _fewer(one: str, votes: int, tally: Tally, count: Count, levels: Sequence[int]) -> Sentence:
    below = [level for level in reversed(levels) if level < votes]
    place = bisect_left(below, True, key=lambda level: one not in count(_with(tally, one, level)).winners)
    if place == len(below):
        return Sentence("margin_safe")
    return Sentence("margin_fewer", {"fewer": votes - below[place]})
