"""Near the line under rules that follow the voters: what is said is counted on both sides."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voting.election import BallotRule, Candidate, Election, Method, Rules
from voting.nearness import first_change, near_margins, near_the_line
from voting.opening import opened
from voting.result import select
from voting.sentences import explain

METHODS = [Method(name) for name in ("equal-shares", "phragmen", "bounded-overspending", "max-welfare")]


def counted(costs, ballots, method, budget):
    candidates = tuple(Candidate(chr(97 + at), chr(65 + at), cost) for at, cost in enumerate(costs))
    election = Election(candidates, Rules(BallotRule(max=len(costs)), method, budget=budget))
    urn = opened(ballots, election)
    return election, urn, select(election, urn)


def said(margins, one, lang="en"):
    return [explain(sentence, lang) for sentence in margins[one]]


def test_a_loser_hears_the_votes_and_the_euros_it_lacked():
    # Three voters, 10 € each. A (30 €, all three) spends everything; B (10 €) has the same supporter as A.
    election, urn, allocation = counted([30_00, 10_00], [("a", "b"), ("a",), ("a",)], Method("equal-shares"), 30_00)
    assert allocation.winners == ("a",)
    margins = near_margins(election, urn, allocation)
    # With one voter more, everybody holds 7.50 €: A's three supporters hold 22.50 € only, B's two buy it at 5 € each.
    assert said(margins, "b") == [
        "With 1\u00a0vote more it would have been selected, instead of “A”.",
        "If it had cost €10 less it would have been selected.",
    ]
    assert said(margins, "a") == ["If it had cost €0.01 more it would not have been selected."]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(1, 9), min_size=2, max_size=4),
    st.lists(st.lists(st.integers(0, 3), unique=True, min_size=1, max_size=3), min_size=1, max_size=8),
    st.sampled_from(METHODS),
    st.integers(4, 20),
)
def test_both_sides_of_every_margin_are_true(costs, named, method, budget):
    ids = [chr(97 + at) for at in range(len(costs))]
    ballots = [tuple(ids[place] for place in ballot if place < len(ids)) for ballot in named]
    ballots = [ballot for ballot in ballots if ballot]
    if not ballots:
        return
    election, urn, allocation = counted(costs, ballots, method, budget)
    for one, sentences in near_margins(election, urn, allocation, only=ids).items():
        won = one in allocation.winners
        for sentence in sentences:
            if "more" in sentence.values and not won:
                more = sentence.values["more"]
                assert one in select(election, opened([*ballots, *[(one,)] * more], election)).winners
                assert one not in select(election, opened([*ballots, *[(one,)] * (more - 1)], election)).winners
            if "less" in sentence.values:
                assert one in at_cost(election, one, -sentence.values["less"], ballots)
                assert one not in at_cost(election, one, 1 - sentence.values["less"], ballots)
            if sentence.code == "margin_dearer":
                assert one not in at_cost(election, one, sentence.values["more"], ballots)
                assert one in at_cost(election, one, sentence.values["more"] - 1, ballots)


def at_cost(election, one, change, ballots):
    changed = tuple(replace(c, cost=c.cost + change) if c.id == one else c for c in election.candidates)
    other = Election(changed, election.rules)
    return select(other, opened(ballots, other)).winners


def test_near_the_line_are_the_last_winners_and_the_losers_that_lacked_least():
    costs = [10, 10, 10, 10, 40, 100]
    ballots = [("a", "b", "c", "d", "e")] * 4 + [("f",)]
    _election, _urn, allocation = counted(costs, ballots, Method("equal-shares"), 60)
    assert allocation.winners == ("a", "b", "c", "d")
    assert [step.id for step in near_the_line(allocation)] == ["b", "c", "d", "e", "f"]


@pytest.mark.parametrize(("at", "most", "found"), [(1, 10, 1), (7, 10, 7), (10, 10, 10), (11, 10, None), (6, 6, 6)])
def test_first_change_finds_the_only_corner_there_is(at, most, found):
    assert first_change(lambda number: number >= at, most) == found
