"""Ranking by votes, or by votes per euro: the best ranked first, while the money lasts.

*skip* (`greedy`) passes over a project that is too dear and goes on; *stop* (`greedy-stop`, `greedy-no-skip` in Pabulib
files) ends at the first one. Level projects follow `contest.order`.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from voting.allocation.method import Method
from voting.allocation.outcome import SELECTED, STOPPED, TOO_DEAR, Allocation, Contest, Step, Tie
from voting.allocation.ranking import Key, ranking_key
from voting.profile import Profile


def greedy(profile: Profile, contest: Contest, method: Method) -> Allocation:
    """Ranking by votes (utility "cost") or by votes per euro ("cardinality"), with skip or stop."""
    key = ranking_key(profile.tally, contest.prices, method)
    return walk(profile, contest, key, stop=method.name == "greedy-stop")


def walk(profile: Profile, contest: Contest, key: Key, *, stop: bool) -> Allocation:
    """Take the projects from the best ranked down; equal keys stay in the order that settles ties."""
    votes, remaining, stopped = profile.tally.votes, contest.budget, False
    steps: list[Step] = []
    ranked = sorted(contest.order, key=key)
    for rank, one in enumerate(ranked, start=1):
        price, paid, figures = contest.prices[one], None, {}
        outcome = STOPPED if stopped else contest.limits.refuses(one, price.least)
        if outcome is None:
            paid = price.payable(contest.limits.room(one, remaining))
            outcome = SELECTED if paid is not None else TOO_DEAR
        if outcome == "excluded":
            figures = {"rivals": "\n".join(contest.limits.rivals(one))}
        if paid is not None:
            contest.limits.take(one, paid)
        stopped = stopped or (stop and outcome == TOO_DEAR)
        steps.append(
            Step(one, rank, votes[one], price.full, price.least, remaining, outcome, paid or 0, figures=figures)
        )
        remaining -= paid or 0
    winners = tuple(step.id for step in steps if step.outcome == SELECTED)
    ties = tuple(_ties(steps, contest, key, stop=stop))
    return Allocation(winners, contest.budget - remaining, tuple(steps), ties)


def _ties(steps: Sequence[Step], contest: Contest, key: Key, *, stop: bool) -> Iterator[Tie]:
    """Groups of equal keys, each with whether its order could matter."""
    for _key, same in groupby(steps, key=lambda step: key(step.id)):
        group = list(same)
        if len(group) > 1:
            level = group[0].votes if len({step.votes for step in group}) == 1 else None
            yield Tie(level, tuple(step.id for step in group), _decisive(group, contest, stop=stop))


def _decisive(group: Sequence[Step], contest: Contest, *, stop: bool) -> bool:
    """Whether another order inside the group could change who is paid or how much.

    Every member that fits alone would be paid if it came first, so the order is indifferent exactly when they can all
    be paid together (and, with *stop*, when no member ends the selection). With quotas or exclusions it is
    indifferent when every member has the same fate whichever comes first: all are taken, or none could be.
    """
    if group[0].outcome == STOPPED:
        return False
    if contest.limits.any:
        return any(step.outcome == SELECTED for step in group) and any(step.outcome != SELECTED for step in group)
    remaining = group[0].remaining
    alone = [paid for step in group if (paid := contest.prices[step.id].payable(remaining)) is not None]
    if stop and alone and len(alone) < len(group):
        return True
    return sum(alone) > remaining
