"""Phragmén against the money it stands for: every voter earns at the same pace, supporters buy when they can pay."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.voting.small_elections import METHODS, election, only_limits, possible, rounds, running, voters_of
from tests.voting.test_rules_equal_shares import bought
from voting.election import Method
from voting.opening import opened
from voting.result import count, select

PHRAGMEN = {name: method for name, method in METHODS.items() if method.name == "phragmen"}
COMPLETING = {"completing": METHODS["equal-shares phragmen"]}


def earned(round_, cast, won=(), at_limit="skip"):
    """The winners, after `won`: purses fill at the same pace, the first group that holds its project's cost buys it."""
    costs, voters, budget = running(round_), voters_of(cast), round_.rules.budget
    won, purses = list(won), [Fraction(0)] * len(voters)
    out = {one for one in costs if one in won or not any(one in voter for voter in voters)}
    while True:
        out |= {one for one in costs if one not in won and not possible(round_, [*won, one])}
        waits = {}
        for one in costs:
            if one not in out:
                backers = [at for at, voter in enumerate(voters) if one in voter]
                waits[one] = (costs[one] - sum(purses[at] for at in backers)) / Fraction(len(backers))
        if not waits:
            return won
        shortest = min(waits.values())
        level = [one for one, wait in waits.items() if wait == shortest]
        left = budget - sum(costs[one] for one in won)
        dear = [one for one in level if costs[one] > left]
        if dear and at_limit == "stop":
            return won
        out |= set(dear)
        if dear:
            continue
        purses = [0 if level[0] in voter else purse + shortest for purse, voter in zip(purses, voters, strict=True)]
        won.append(level[0])
        out.add(level[0])


@settings(max_examples=150, deadline=None)
@given(st.one_of(rounds(PHRAGMEN, kind="approval"), rounds(PHRAGMEN, kind="cumulative")))
def test_purchases_are_those_of_filling_purses_when_phragmen_counts(drawn):
    round_, cast = only_limits(drawn[0]), drawn[1]
    winners = list(select(round_, opened(cast, round_)).winners)
    assert winners == earned(round_, cast, at_limit=round_.rules.method.at_limit)


@settings(max_examples=150, deadline=None)
@given(rounds(COMPLETING, kind="approval"))
def test_purses_fill_anew_when_phragmen_completes_equal_shares(drawn):
    round_, cast = only_limits(drawn[0]), drawn[1]
    won = bought(round_, cast, Fraction(round_.rules.budget, len(cast))) if cast else []
    assert list(select(round_, opened(cast, round_)).winners) == earned(round_, cast, won)


@pytest.mark.parametrize(("at_limit", "winners"), [("stop", ("a",)), ("skip", ("a", "c"))])
def test_project_too_dear_ends_the_selection_or_is_passed_over_when_it_could_be_paid(at_limit, winners):
    # Of 100, a, 72, is paid by its 4 when each has earned 18. b, 30, could be paid by its one at 30, but 28 are left.
    # c, 20, waits for one of the 4, who has nothing left at 18 and 20 at 38.
    cast = [("a", "c"), ("a",), ("a",), ("a",), ("b",)]
    assert count(election(72, 30, 20, method=Method("phragmen", at_limit=at_limit)), cast).winners == winners
