"""The counts with arrays give the same as the plain ones, to the last tie and the last cent of every sentence."""

import subprocess
import sys
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.voting.small_elections import REAL
from voting import pabulib
from voting.allocation.equal_shares import buy_each
from voting.allocation.outcome import Contest
from voting.constraints import Limits
from voting.election import BallotRule, Candidate, Constraints, Election, Method, Quota, Reserve, Rules
from voting.fast.columns import BallotColumns
from voting.fast.money import Money
from voting.fast.rows import Rows
from voting.fast.together import buy_each as buy_together
from voting.nearness import near_margins
from voting.opening import opened
from voting.result import field_of, select
from voting.tally import grouped
from voting.urn import opened_plainly

LIMITS = st.sampled_from(
    [
        Constraints(),
        Constraints(quotas=(Quota("canton", count=1),)),
        Constraints(exclusive=(("0", "1"),)),
        Constraints(reserves=(Reserve("a", 5, "canton", "a"),)),
        Constraints(first_of_each="canton", min_support=1),
    ]
)
EQUAL_SHARES = st.builds(
    Method,
    st.just("equal-shares"),
    utility=st.sampled_from(["cost", "cardinality"]),
    completion=st.sampled_from(["none", "add1", "add1u", "votes", "phragmen"]),
    increment=st.sampled_from([1, 5, 30]),
    start=st.sampled_from(["exact", "integral"]),
    stop=st.sampled_from(["overspend", "exhaustive"]),
    comparison=st.sampled_from(["none", "satisfaction", "exclusion"]),
)
METHODS = st.one_of(EQUAL_SHARES, st.builds(Method, st.just("phragmen"), at_limit=st.sampled_from(["stop", "skip"])))


@st.composite
def elections(draw):
    """Few projects, round prices and ballots often alike: everything ties."""
    projects = draw(st.integers(2, 6))
    candidates = tuple(
        Candidate(
            str(i), str(i), draw(st.sampled_from([0, 1, 2, 3, 4, 6, 10, 12])) * 7, canton=draw(st.sampled_from("ab"))
        )
        for i in range(projects)
    )
    kind = draw(st.sampled_from(["approval", "cumulative", "ranked", "d21", "scored"]))
    mark = st.sampled_from([1, 1, -1]) if kind == "d21" else st.integers(0, 4)
    names = st.lists(st.sampled_from([c.id for c in candidates]), unique=True, max_size=projects)
    ballots = draw(st.lists(names, max_size=30))
    marked = kind not in ("approval", "ranked")
    cast = [tuple((one, draw(mark)) if marked else one for one in ballot) for ballot in ballots]
    rule = BallotRule(kind, draw(st.integers(0, 1)), projects, "once", minus=1)
    rules = Rules(rule, draw(METHODS), budget=draw(st.integers(5, 200)), constraints=draw(LIMITS), seed="s")
    return Election(candidates, rules), cast


def both(election, ballots):
    columns = BallotColumns.of(ballots, [c.id for c in election.candidates], marked=election.rules.ballot.marked)
    return opened(columns, election), opened_plainly(grouped(ballots), election)


@settings(max_examples=400, deadline=None)
@given(elections())
def test_arrays_give_the_same_as_the_plain_rules_when_everything_ties(drawn):
    election, ballots = drawn
    fast, plain = both(election, ballots)
    assert fast.turnout == plain.turnout
    assert fast.profile.tally == plain.profile.tally
    assert dict(fast.profile.groups) == dict(plain.profile.groups)
    assert select(election, fast) == select(election, plain)


@settings(max_examples=60, deadline=None)
@given(elections())
def test_margins_are_the_same_with_arrays(drawn):
    election, ballots = drawn
    fast, plain = both(election, ballots)
    assert near_margins(election, fast, select(election, fast)) == near_margins(
        election, plain, select(election, plain)
    )


SHARES = st.lists(st.fractions(1, 60, max_denominator=7), min_size=2, max_size=20)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from([1, 3, 6, 7, 12, 40, 41, 90]), st.integers(1, 60)), min_size=1, max_size=9),
    st.randoms(use_true_random=False), st.sampled_from(["cost", "cardinality"]), SHARES,
)  # fmt: skip
def test_runs_side_by_side_buy_the_same_as_one_after_the_other(projects, chance, utility, shares):
    candidates = tuple(Candidate(str(i), str(i), cost) for i, (cost, _) in enumerate(projects))
    ids = [one.id for one in candidates]
    election = Election(candidates, Rules(BallotRule(max=9), Method("equal-shares", utility=utility), budget=100))
    kinds = [tuple(chance.sample(ids, chance.randint(1, len(ids)))) for _ in range(20)]
    fast, plain = both(election, [chance.choice(kinds) for _ in range(sum(many for _, many in projects))])
    field = field_of(election)
    contest = Contest(field.prices, field.budget, field.order, Limits({one.id: one for one in candidates}))
    several = [done.bought for done in buy_together(fast.profile, contest, election.rules.method, shares)]
    assert several == [done.bought for done in buy_each(plain.profile, contest, election.rules.method, shares)]


def test_a_price_that_takes_all_the_money_is_paid():
    """1,500 supporters each hold exactly what the project costs them: floats alone would refuse it."""
    candidates = (Candidate("a", "A", 100_000_00), Candidate("b", "B", 1))
    election = Election(candidates, Rules(BallotRule(max=2), Method("equal-shares"), budget=100_000_00))
    ballots = [("a",)] * 1_500
    fast, plain = both(election, ballots)
    assert select(election, fast).winners == select(election, plain).winners == ("a",)


def test_one_vote_in_150_000_makes_the_difference():
    """A rule that compares with a tolerance elects A here; B has one supporter more."""
    candidates = (Candidate("a", "A", 100), Candidate("b", "B", 100))
    election = Election(candidates, Rules(BallotRule(max=2), Method("equal-shares"), budget=150))
    ballots = [("a", "b")] * 149_999 + [("a",)] + [("b",)] * 2
    fast, plain = both(election, ballots)
    assert select(election, fast).winners == select(election, plain).winners == ("b",)


@pytest.mark.parametrize("kind", ["approval", "ranked"])
def test_a_void_ballot_has_the_same_reason_with_arrays(kind):
    candidates = tuple(Candidate(one, one, 10) for one in "abc")
    election = Election(candidates, Rules(BallotRule(kind, 2, 2, max_cost=25), Method("equal-shares"), budget=30))
    fast, plain = both(election, [("a", "b"), ("a",), ("a", "b", "c"), (), ("a", "a"), ("c", "a")])
    assert fast.turnout == plain.turnout
    assert dict(fast.turnout.void) == {"too_few": 1, "too_many": 1, "duplicate": 1}


def test_a_price_is_found_when_roundings_would_turn_in_circles():
    """Balances a few roundings apart, points 2 and 1,000,000: steps that must grow go back and forth in floats."""
    points = np.array([2, 7, 2, 1_000_000])
    written = ("0x1.0aaaaaaaaaaa9p+6", "0x1.d2aaaaaaaaaafp+7", "0x1.0aaaaaaaaaaaap+6", "0x1.fca055555555ap+24")
    held = [float.fromhex(text) for text in written]
    rows = Rows((np.arange(4, dtype=np.int32),), (points,), None, 4)
    money = Money(rows, Fraction(int(max(held) * 2)))
    money.held[:] = held
    offer = money.offer(0, 33_333_700, 0.0)
    assert offer is None or abs(offer.rate - 33.3333) < 0.001


@pytest.mark.parametrize(
    ("kind", "odd"),
    [("approval", (("0", 3), ("1", 2))), ("cumulative", ("0", "1")), ("cumulative", (("0", 1 << 62), ("1", 1 << 62))),
     ("cumulative", (("0", 1 << 70),))],
)  # fmt: skip
def test_a_ballot_that_does_not_fit_columns_is_judged_plainly(kind, odd):
    candidates = tuple(Candidate(str(i), str(i), 100 + i) for i in range(12))
    election = Election(candidates, Rules(BallotRule(kind, max=5), Method("equal-shares"), budget=1000))
    named = [*combinations([c.id for c in candidates], 4), *combinations([c.id for c in candidates], 3)]
    usual = [ballot if kind == "approval" else tuple((one, 2) for one in ballot) for ballot in named]
    ballots = [*usual, *[odd] * 40]
    fast, plain = opened(ballots, election), opened_plainly(grouped(ballots), election)
    assert (fast.turnout, fast.profile.tally) == (plain.turnout, plain.profile.tally)
    assert select(election, fast) == select(election, plain)


def test_columns_are_a_sequence_of_ballots():
    columns = BallotColumns.of([(("a", 2), ("b", 1)), (), (("b", 3),)], ["a", "b"], marked=True)
    assert list(columns) == [(("a", 2), ("b", 1)), (), (("b", 3),)]
    assert (columns[0], columns[-1], columns[1:]) == ((("a", 2), ("b", 1)), (("b", 3),), [(), (("b", 3),)])
    assert columns == [(("a", 2), ("b", 1)), (), (("b", 3),)]
    with pytest.raises(IndexError):
        columns[3]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["Poland_Wieliczka_2023_Green_Budget.pb", "Poland_Swiecie_2023.pb"])
@pytest.mark.parametrize("utility", ["cost", "cardinality"])
def test_a_real_election_gives_the_same_with_arrays(name, utility):
    if not (REAL / name).exists():
        return  # said by test_official_results
    file = pabulib.read(REAL / name)
    for method in (Method("equal-shares", utility=utility), Method("phragmen")):
        election = file.election(method, constraints=Constraints(min_share=Fraction(1, 5)))
        fast, plain = both(election, list(file.ballots))
        assert select(election, fast) == select(election, plain)


def test_counting_needs_no_numpy_when_it_is_absent():
    """The public recount uses the standard library only: with numpy hidden, the same winners come out."""
    program = """
import sys
sys.modules["numpy"] = None
from voting.election import *
from voting.result import count
candidates = tuple(Candidate(str(i), str(i), 10 + i) for i in range(40))
rules = Rules(BallotRule(max=3), Method("equal-shares", completion="add1u"), budget=200)
ballots = [(str(i % 40), str(i * 7 % 39 + 1), str(i * i % 40)) for i in range(3000)]
ballots = [b for b in ballots if len(set(b)) == 3]
print(count(Election(candidates, rules), ballots).winners)
"""
    without = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    with_it = program.replace('sys.modules["numpy"] = None', "")
    assert without == subprocess.run([sys.executable, "-c", with_it], capture_output=True, text=True, check=True).stdout
    assert without.startswith("('")
