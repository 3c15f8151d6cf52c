"""Rankings redone from the ballots: votes, votes per euro, and majority judgment with its medians taken one by one."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.voting.small_elections import (
    METHODS,
    RANKING,
    ballots,
    election,
    only_limits,
    possible,
    rounds,
    running,
    voters_of,
)
from voting.election import BallotRule, Constraints, Election, Quota
from voting.opening import opened
from voting.result import count, select

JUDGMENT = {"majority-judgment": METHODS["majority-judgment"]}


def taken(round_, ranked, *, stop=False):
    """The winners, from the best down, while the money lasts; a project too dear is passed over, or ends it."""
    costs, won = running(round_), []
    for one in ranked:
        if not possible(round_, [*won, one]):
            continue
        if sum(costs[each] for each in [*won, one]) <= round_.rules.budget:
            won.append(one)
        elif stop:
            break
    return won


@settings(max_examples=150, deadline=None)
@given(st.one_of(rounds(RANKING, kind="approval"), rounds(RANKING, kind="cumulative")))
def test_ranking_is_by_votes_or_votes_per_euro_when_redone(drawn):
    round_, cast = only_limits(drawn[0]), drawn[1]
    costs, voters, method = running(round_), voters_of(cast), round_.rules.method
    votes = {one: sum(voter.get(one, 0) for voter in voters) for one in costs}
    if method.utility == "cost":
        ranked = sorted(costs, key=lambda one: -votes[one])
    else:  # what costs nothing gives endless votes per euro
        free = sorted((one for one in costs if not costs[one]), key=lambda one: -votes[one])
        dear = sorted((one for one in costs if costs[one]), key=lambda one: -Fraction(votes[one], costs[one]))
        ranked = [*free, *dear]
    winners = select(round_, opened(cast, round_)).winners
    assert list(winners) == taken(round_, ranked, stop=method.name == "greedy-stop")


def better(one, other):
    """Majority judgment: the higher lower median; when they are equal, the same again without one such grade each."""
    one, other = sorted(one), sorted(other)
    while one:
        mine, theirs = one[(len(one) - 1) // 2], other[(len(other) - 1) // 2]
        if mine != theirs:
            return mine > theirs
        one.remove(mine)
        other.remove(theirs)
    return False


@settings(max_examples=150, deadline=None)
@given(rounds(JUDGMENT))
def test_majority_judgment_is_that_of_medians_taken_one_by_one_when_redone(drawn):
    round_, cast = only_limits(drawn[0]), drawn[1]
    given_ = [dict(ballot) for ballot in cast if ballot]  # a blank ballot grades nobody
    grades = {one: [ballot.get(one, 0) for ballot in given_] for one in running(round_)}
    ranked = []
    for one in grades:  # after all those that are not worse
        worse = (place for place, other in enumerate(ranked) if better(grades[one], grades[other]))
        ranked.insert(next(worse, len(ranked)), one)
    assert list(select(round_, opened(cast, round_)).winners) == taken(round_, ranked)
    lines = {line.id: line.rank for line in count(round_, cast).lines}
    assert sorted(ranked, key=lines.__getitem__) == ranked


@pytest.mark.parametrize(
    ("grades", "winner"),
    [
        ({"a": [0], "b": [1]}, "b"),
        ({"a": [1, 1, 2], "b": [2, 2, 0]}, "b"),  # medians 1 and 2, though both have 4 in all
        ({"a": [1, 1, 1, 2], "b": [0, 1, 2, 2]}, "b"),  # 1 and 1; without one 1 each, of 1, 1, 2 and 0, 2, 2: 1 and 2
    ],
)
def test_middle_grade_decides_when_projects_are_judged(grades, winner):
    method, rule = METHODS["majority-judgment"], BallotRule("judgment", 1, 2, grades=3)
    cast = [(("a", a), ("b", b)) for a, b in zip(grades["a"], grades["b"], strict=True)]
    assert count(election(10, 10, budget=10, method=method, ballot=rule), cast).winners == (winner,)


@pytest.mark.parametrize(
    ("quota", "outcomes"), [(40, ["selected", "over_quota", "selected"]), (90, ["selected", "too_dear", "stopped"])]
)
def test_selection_goes_on_when_a_quota_and_not_the_envelope_refuses(quota, outcomes):
    # 70 are left for b, 80. When its quota would refuse it anyway, c, 30, has its turn; otherwise b ends it all.
    limits = Constraints(quotas=(Quota("canton", "n", amount=quota),))
    plain = election(30, 80, 30, method=RANKING["greedy-stop"], limits=limits)
    first, second, third = plain.candidates
    round_ = Election((first, replace(second, canton="n"), third), plain.rules)
    assert [line.outcome for line in count(round_, ballots(a=3, b=2, c=1)).lines] == outcomes
