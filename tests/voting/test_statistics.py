"""Statistics on elections small enough to be worked out by hand, and against naive formulas on drawn ones."""

import json
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.voting.small_elections import ballots, election
from voting.election import BallotRule, Candidate, Election, Method, Rules
from voting.opening import opened
from voting.result import count
from voting.statistics import decimal, effective_support, gini, median, percent, reached, satisfactions, statistics_of

HALF = Fraction(1, 2)


def made(round_, cast, **options):
    urn = opened(cast, round_)
    return statistics_of(round_, urn, count(round_, urn), **options)


def city():
    """Four projects at 40 €, 30 €, 60 € and 20 € in two themes; 100 € to give."""
    projects = (
        Candidate("a", "A", 40_00, theme="Culture", canton="Nord", tags=frozenset({"youth"})),
        Candidate("b", "B", 30_00, theme="Sport", canton="Nord"),
        Candidate("c", "C", 60_00, theme="Culture", canton="Sud", tags=frozenset({"youth", "water"})),
        Candidate("d", "D", 20_00, theme="Sport"),
        Candidate("w", "W", 1_00, theme="Gone", withdrawn=True),
    )
    cast = [("a", "b"), ("a",), ("a", "c"), ("b", "c", "d"), ("c",), (), ("a", "a"), ("x",)]
    return Election(projects, Rules(BallotRule("approval", 1, 3), budget=100_00)), cast


def test_a_small_city_is_described_as_worked_out_by_hand():
    # a 3 votes and 40 €, c 3 votes and 60 €: both win, and spend everything.
    statistics = made(*city(), entitled=16)
    assert statistics.participation == HALF
    assert (statistics.turnout.valid, statistics.turnout.blank) == (5, 1)
    assert statistics.turnout.void == {"duplicate": 1, "unknown": 1}
    drawn = statistics.satisfaction
    assert drawn.by_winners == {1: 4, 2: 1}
    assert drawn.by_share == {Fraction(1, 3): 1, HALF: 1, Fraction(1): 3}
    assert (drawn.voters, drawn.nothing, drawn.served, drawn.mean) == (5, 0, 1, Fraction(6, 5))
    assert drawn.mean_share == (Fraction(1, 3) + HALF + 3) / 5
    assert drawn.quarters() == (0, 0, 2, 0, 0, 3)
    assert drawn.gini == Fraction(4, 5 * 6)  # four pairs of voters are one winner apart


def test_money_stands_beside_votes_by_theme_canton_and_tag():
    parts = made(*city()).parts
    culture, sport = parts["theme"]
    assert (culture.name, culture.projects, culture.winners, culture.votes, culture.money) == (
        "Culture",
        2,
        2,
        6,
        100_00,
    )
    assert (culture.of_votes, culture.of_money) == (Fraction(6, 9), 1)
    assert (sport.winners, sport.of_votes, sport.of_money) == (0, Fraction(3, 9), 0)
    assert [part.name for part in parts["canton"]] == ["Nord", "Sud", None]
    assert [(part.name, part.projects, part.of_money) for part in parts["tag"]] == [
        ("water", 1, Fraction(3, 5)), ("youth", 2, 1), (None, 2, 0),
    ]  # fmt: skip


def test_projects_are_counted_without_the_withdrawn_ones():
    projects = made(*city()).projects
    assert (projects.running, projects.withdrawn, projects.winners) == (4, 1, 2)
    assert (projects.median_price, projects.median_winner) == (35_00, 50_00)
    assert (projects.votes, projects.mean_votes, projects.median_votes) == (9, Fraction(9, 4), Fraction(5, 2))
    assert projects.named == Fraction(9, 5)


def test_half_a_cent_of_a_median_is_rounded_up():
    assert made(election(1, 2), ballots(a=1)).projects.median_price == 2


def test_nothing_is_divided_by_nobody():
    statistics = made(election(10, 20, budget=5), [])
    assert (statistics.satisfaction.served, statistics.satisfaction.mean, statistics.satisfaction.gini) == (0, 0, 0)
    assert statistics.projects.median_winner is None and statistics.projects.named == 0
    empty = made(election(), [])
    assert empty.projects.median_votes is None and empty.parts == {}
    assert effective_support(election(10), opened([], election(10))) == {"a": 0}


def test_votes_against_are_not_taken_off_what_a_theme_drew():
    rule = BallotRule("d21", 1, 3, minus=1)
    round_ = Election((Candidate("a", "A", 1, theme="T"), Candidate("b", "B", 1), Candidate("c", "C", 1)),
                      Rules(rule, budget=3))  # fmt: skip
    parts = made(round_, [(("a", -1), ("b", 1), ("c", 1))]).parts["theme"]
    assert [(part.name, part.votes) for part in parts] == [("T", 0), (None, 2)]


def test_points_do_not_change_how_many_winners_a_voter_named():
    rule = BallotRule("cumulative", 1, 3, max_sum=10)
    round_ = election(60, 50, ballot=rule)
    drawn = made(round_, [(("a", 7), ("b", 3)), (("b", 1),), (("a", 0), ("b", 2))]).satisfaction
    assert drawn.by_winners == {0: 2, 1: 1} and drawn.by_share == {0: 2, HALF: 1}


def test_more_ballots_than_people_are_refused():
    with pytest.raises(ValueError, match="1 people entitled"):
        made(election(10), ballots(a=2), entitled=1)


def test_plain_values_hold_no_float_and_write_money_as_asked():
    plain = made(*city(), entitled=16, effective=True).to_dict(lambda cents: f"{cents} c")
    json.dumps(plain)
    assert json.loads(json.dumps(plain), parse_float=pytest.fail) == plain
    assert plain["money"] == {"budget": "10000 c", "spent": "10000 c"}
    assert plain["turnout"]["participation"] == "1/2"
    assert plain["satisfaction"]["by_share"] == {"1/3": 1, "1/2": 1, "1": 3}
    assert plain["projects"]["median_price"] == "3500 c"
    assert made(*city()).to_dict()["effective"] is None


@pytest.mark.parametrize(
    ("values", "expected"),
    [({}, 0), ({0: 5}, 0), ({3: 4}, 0), ({0: 1, 1: 1}, HALF), ({0: 3, 4: 1}, Fraction(3, 4))],
)
def test_gini_of_known_distributions(values, expected):
    assert gini(values) == expected


@given(st.dictionaries(st.integers(0, 9), st.integers(1, 4), max_size=6))
def test_gini_is_half_the_mean_difference_over_the_mean(times):
    people = [value for value, many in times.items() for _ in range(many)]
    total = sum(people)
    naive = Fraction(sum(abs(a - b) for a, b in product(people, people)), 2 * len(people) * total) if total else 0
    assert gini(times) == naive


def test_median_of_none_one_and_several():
    assert median([]) is None
    assert (median([3]), median([1, 2]), median([5, 1, 2])) == (3, Fraction(3, 2), 2)


@pytest.mark.parametrize(
    ("share", "fr", "en"),
    [
        (Fraction(1, 8), "12,5\u00a0%", "12.5%"),
        (Fraction(1, 3), "33,3\u00a0%", "33.3%"),
        (Fraction(12345, 100000), "12,3\u00a0%", "12.3%"),
        (Fraction(5, 10000), "0,1\u00a0%", "0.1%"),  # half of the last decimal goes up
        (Fraction(49999, 100000000), "0,0\u00a0%", "0.0%"),
        (Fraction(25), "2\u202f500,0\u00a0%", "2,500.0%"),
    ],
)
def test_percentages_are_rounded_half_up(share, fr, en):
    assert (percent(share, "fr"), percent(share, "en")) == (fr, en)


def test_decimals_keep_their_sign_and_their_zeros():
    assert decimal(Fraction(-5, 2), 0, "en") == "-3"
    assert decimal(Fraction(-1, 100), 1, "fr") == "0,0"
    assert decimal(Fraction(1, 100), 3, "fr") == "0,010"


@given(
    st.lists(st.lists(st.sampled_from("abcdef"), min_size=1, unique=True), max_size=8),
    st.lists(st.sets(st.sampled_from("abcdef")), min_size=1, max_size=4),
)
def test_several_sets_are_looked_at_in_one_pass(cast, sets):
    round_ = election(*[10] * 6)
    urn = opened([tuple(ballot) for ballot in cast], round_)
    drawn = satisfactions(reached(urn.profile, sets), len(sets))
    for winners, satisfaction in zip(sets, drawn, strict=True):
        assert satisfaction.voters == len(cast)
        total = sum(won * times for won, times in satisfaction.by_winners.items())
        assert total == sum(len(winners & set(ballot)) for ballot in cast)
        assert satisfaction.nothing == sum(not winners & set(ballot) for ballot in cast)
        parts = sum((Fraction(len(winners & set(ballot)), len(ballot)) for ballot in cast), Fraction(0))
        assert sum(share * times for share, times in satisfaction.by_share.items()) == parts
        assert sum(satisfaction.quarters()) == len(cast)


def test_effective_support_is_what_was_missing():
    # 4 voters hold 25 each. a (50, three voters) is bought at 50/3 each; b's two voters then hold 25/3 + 25 of 40.
    round_ = election(50, 40, budget=100)
    urn = opened([("a",), ("a",), ("a", "b"), ("b",)], round_)
    # Before a is bought, at its price (a third of its cost is one unit of 50): b's voters could pay 40/3 each.
    found = effective_support(round_, urn)
    assert found == {"a": 1, "b": max(Fraction(2 * 40, 3 * 40), (Fraction(25, 3) + 25) / 40)}


def test_effective_support_of_what_is_free_or_nobody_wants():
    round_ = election(0, 0, 30, 200, budget=40)
    found = effective_support(round_, opened(ballots(a=1, c=3, d=1), round_))
    assert found == {"a": 1, "b": 0, "c": Fraction(4, 5), "d": Fraction(8, 200)}


@st.composite
def rounds(draw):
    costs = draw(st.lists(st.integers(0, 60), min_size=1, max_size=5))
    ids = "abcde"[: len(costs)]
    kind = draw(st.sampled_from(["approval", "cumulative"]))
    named = st.lists(st.sampled_from(ids), unique=True, max_size=4)
    if kind == "approval":
        cast = [tuple(ballot) for ballot in draw(st.lists(named, max_size=7))]
    else:
        marks = st.integers(0, 3)
        cast = [tuple((one, draw(marks)) for one in ballot) for ballot in draw(st.lists(named, max_size=7))]
    rule = BallotRule(kind, 0, 5)
    utility = draw(st.sampled_from(["cost", "cardinality"]))
    return election(*costs, budget=draw(st.integers(0, 120)), ballot=rule, method=Method(utility=utility)), cast


@settings(max_examples=300)
@given(rounds())
def test_effective_support_is_that_of_a_naive_replay(drawn):
    round_, cast = drawn
    urn = opened(cast, round_)
    assert effective_support(round_, urn) == naive_support(round_, urn)


def naive_support(round_, urn):
    """Everybody's purse on its own, every offer worked out, no shortcut."""
    costs = {candidate.id: candidate.cost for candidate in round_.candidates}
    unit = {one: cost if round_.rules.method.utility == "cost" else 1 for one, cost in costs.items()}
    voters = [dict(gives) for gives, times in urn.profile.groups.items() for _ in range(times)]
    if not urn.profile.voters:
        return dict.fromkeys(costs, 0)
    purse = [Fraction(round_.rules.budget, urn.profile.voters)] * len(voters)

    def offer(one, rate):
        due = [purse[at] if rate is None else min(purse[at], rate * gives[one] * unit[one])
               for at, gives in enumerate(voters) if one in gives]  # fmt: skip
        return sum(due, Fraction(0))

    def rate_of(one):
        named = sorted(
            (purse[at] / gives[one], gives[one], purse[at]) for at, gives in enumerate(voters) if one in gives
        )
        due, weight = Fraction(costs[one]), sum(points for _, points, _ in named)
        if not named or sum(money for _, _, money in named) < due:
            return None
        if not due:
            return Fraction(0)
        for ratio, points, money in named:
            if due <= ratio * weight:
                break
            due, weight = due - money, weight - points
        return due / weight / unit[one]

    best, left = dict.fromkeys(costs, Fraction(0)), list(costs)
    while rates := {one: rate for one in left if (rate := rate_of(one)) is not None}:
        rate = min(rates.values())
        bought = next(one for one in left if rates.get(one) == rate)
        for one in left:
            if costs[one]:
                best[one] = max(best[one], offer(one, rate) / costs[one])
        for at, gives in enumerate(voters):
            if bought in gives:
                purse[at] -= min(purse[at], rate * gives[bought] * unit[bought])
        best[bought] = Fraction(1)
        left.remove(bought)
    for one in left:
        if costs[one]:
            best[one] = max(best[one], offer(one, None) / costs[one])
    return {one: min(Fraction(1), share) for one, share in best.items()}
