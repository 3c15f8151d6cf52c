"""Ranking by votes: skip, stop, minimum of votes, ties and margins."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.voting.small_elections import ballots, election
from voting.allocation import RULES, Field, Method, Price, allocate
from voting.constraints import Constraints
from voting.election import Candidate
from voting.profile import Profile
from voting.result import count, tie_sentence
from voting.sentences import explain
from voting.tally import Tally


def outcomes(result):
    return {line.id: line.outcome for line in result.lines}


def test_skip_goes_on_when_a_project_is_too_dear():
    result = count(election(60, 50, 40), ballots(a=3, b=2, c=1))
    assert result.winners == ("a", "c")
    assert result.spent == 100 and result.left == 0
    assert outcomes(result) == {"a": "selected", "b": "too_dear", "c": "selected"}


def test_stop_ends_when_a_project_is_too_dear():
    result = count(election(60, 50, 40, rule="greedy-stop"), ballots(a=3, b=2, c=1))
    assert result.winners == ("a",)
    assert outcomes(result) == {"a": "selected", "b": "too_dear", "c": "stopped"}


def test_minimum_leaves_out_a_project_when_its_votes_are_too_few():
    result = count(election(60, 40, min_support=2), ballots(a=2, b=1))
    assert result.winners == ("a",)
    assert explain(result.lines[1].why) == "Non retenu\u00a0: 1\u00a0voix, alors qu’il en faut au moins 2."


def test_withdrawn_project_cannot_win_when_it_leads():
    result = count(election(10, withdrawn=True), ballots(a=5))
    assert (result.winners, outcomes(result), result.lines[0].margin) == ((), {"a": "withdrawn"}, None)


def test_file_order_settles_when_there_is_no_seed_and_the_tie_is_told():
    result = count(election(60, 60), ballots(a=1, b=1))
    assert result.winners == ("a",)
    assert result.ties[0]._asdict() == {"votes": 1, "ids": ("a", "b"), "decisive": True}
    said = explain(tie_sentence(result.ties[0], {"a": "A", "b": "B"}), "en")
    assert said == "Tie at 1\u00a0vote between “A” and “B”; the order given to them made a difference."


def test_seed_settles_the_same_way_when_the_candidates_are_reordered():
    forward, backward = election(60, 60, 60, seed="s"), election(60, 60, 60, seed="s")
    backward = type(backward)(backward.candidates[::-1], backward.rules)
    cast = ballots(a=1, b=1, c=1)
    assert count(forward, cast).to_dict() == count(backward, cast[::-1]).to_dict()


def test_why_gives_the_missing_money_when_a_project_is_too_dear():
    line = count(election(60_00, 50_00, budget=100_00), ballots(a=2, b=1)).lines[1]
    assert explain(line.why, "fr") == (
        "Non retenu\u00a0: 2e avec 1\u00a0voix. À son tour, il restait 40\u00a0€\u00a0; il lui fallait"
        " au moins 50\u00a0€, il manquait donc 10\u00a0€."
    )
    assert explain(line.margin, "en") == "With 2\u00a0votes more it would have been selected, instead of “Project A”."
    assert line.margin.values["displaced"] == "a"


def test_margin_says_never_when_a_project_asks_more_than_everything():
    lines = {line.id: line for line in count(election(500, 10), ballots(a=9)).lines}
    assert lines["a"].margin.code == "margin_never"
    assert lines["b"].margin.code == "margin_safe"


def test_margin_displaces_nobody_when_only_the_minimum_was_missed():
    line = count(election(10, min_support=3), ballots(a=1)).lines[0]
    assert (line.margin.code, line.margin.values["more"]) == ("margin_more", 2)


elections = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 8)), min_size=1, max_size=6
)  # votes and cost of each project
rule_names = st.sampled_from(["greedy", "greedy-stop"])


def winners(rule, votes, costs, budget, order=None, least=0):
    ids = [str(place) for place in range(len(votes))]
    tally = Tally(dict(zip(ids, votes, strict=True)), sum(votes), 0)
    candidates = [Candidate(one, one, cost) for one, cost in zip(ids, costs, strict=True)]
    prices = {one: Price(cost, cost) for one, cost in zip(ids, costs, strict=True)}
    field = Field(candidates, prices, budget, [ids[place] for place in order or range(len(votes))], Constraints(least))
    return allocate(RULES[rule], Profile({}, tally), field, Method(rule))


@given(elections, rule_names, st.integers(0, 20))
def test_tie_is_decisive_exactly_when_some_order_changes_the_winners(projects, rule, budget):
    votes, costs = zip(*projects, strict=True)
    found = {}
    for order in permutations(range(len(votes))):
        won = winners(rule, votes, costs, budget, order)
        found[frozenset(won.winners)] = won
    plain = winners(rule, votes, costs, budget)
    if not any(tie.decisive for tie in plain.ties):
        # A first decisive tie can change everything after it; without any, nothing changes.
        assert set(found) == {frozenset(plain.winners)}
    else:
        assert len(found) > 1


@given(elections, rule_names, st.integers(0, 20), st.integers(0, 3))
def test_margin_is_the_smallest_change_when_every_number_of_votes_is_tried(projects, rule, budget, least):
    votes, costs = zip(*projects, strict=True)
    cast = ballots(**{chr(97 + i): v for i, v in enumerate(votes)})
    result = count(election(*costs, budget=budget, rule=rule, min_support=least), cast)
    for line in result.lines:
        place = ord(line.id) - 97
        tried = range(line.votes, -1, -1) if line.won else range(line.votes, 12)
        flips = [
            abs(v - line.votes)
            for v in tried
            if (
                str(place)
                in winners(rule, [*votes[:place], v, *votes[place + 1 :]], costs, budget, least=least).winners
            )
            != line.won
        ]
        said = line.margin.values.get("more", line.margin.values.get("fewer"))
        assert said == (flips[0] if flips else None)


@pytest.mark.parametrize(("remaining", "paid"), [(99, None), (100, 100), (149, 140), (500, 200)])
def test_price_takes_whole_steps_when_money_is_short(remaining, paid):
    assert Price(100, 200, 20).payable(remaining) == paid
