"""Grants when the rule does not rank, and when quotas and reserves bound the money."""

from dataclasses import replace

import pytest

from tests.voting.small_elections import ballots, election
from voting.election import Constraints, Election, GrantRule, Method, Quota, Reserve
from voting.result import count
from voting.sentences import explain


def amounts(result):
    return {line.id: line.grant for line in result.lines}


def said(result, one, lang="fr"):
    return [explain(x, lang) for line in result.lines if line.id == one for x in line.grant_lines]


@pytest.mark.parametrize("rule", ["equal-shares", "bounded-overspending", "phragmen", "max-welfare"])
def test_winners_are_raised_to_what_they_earn_when_the_rule_does_not_rank(rule):
    # Each is bought at its floor of 10; the 25 left raise a and b to the 20 they earn, and c by the other 5.
    grant = GrantRule("criteria", 10, 30, weights={"ess": 1})
    result = count(election(50, 50, 50, budget=55, rule=rule, grant=grant, scores={"ess": 2}), [("a", "b", "c")] * 3)
    assert amounts(result) == {"a": 20, "b": 20, "c": 15}
    assert "partial" in [line.code for line in result.lines[2].grant_lines]
    assert result.lines[2].why.code == "selected_part"


def test_a_winner_is_raised_up_to_the_quota_when_there_is_one():
    # Bought at 10 each; the canton may have 50: a rises by 20 to 30, b by the 10 then left to 20.
    grant = GrantRule("criteria", 10, 30, weights={"ess": 1})
    limits = Constraints(quotas=(Quota("canton", "n", amount=50),))
    method = Method("equal-shares")
    round_ = election(50, 50, budget=100, method=method, grant=grant, limits=limits, scores={"ess": 4}, canton="n")
    assert amounts(count(round_, [("a", "b")])) == {"a": 30, "b": 20}


def with_groups(groups, round_):
    """The same round with the canton (n, s) or the tag (young) of each project."""
    pairs = zip(round_.candidates, groups, strict=True)
    tagged = tuple(
        replace(c, tags={group}) if group == "young" else replace(c, canton=group or None) for c, group in pairs
    )
    return Election(tagged, round_.rules)


def test_quota_is_shared_by_votes_when_the_envelope_would_give_more():
    # By votes alone 90 × 3/6, 2/6, 1/6 = 45, 30, 15. The north, a and b, may have 50: 30 and 20; c has the other 40.
    limits = Constraints(quotas=(Quota("canton", "n", amount=50),))
    round_ = with_groups("nns", election(80, 80, 80, budget=90, grant=GrantRule("votes", 5), limits=limits))
    result = count(round_, ballots(a=3, b=2, c=1))
    assert amounts(result) == {"a": 30, "b": 20, "c": 40}
    assert said(result, "a", "en")[-3] == (
        "Limit of its territory or theme: €0.50 to share by votes, so at most €0.30 for this project."
    )


@pytest.mark.parametrize(("leftover", "expected"), [("by_rank", [20, 5, 20]), ("by_votes", [15, 10, 20])])
def test_leftover_stays_within_the_quota_when_there_is_one(leftover, expected):
    # Each earns 5, 15 in all, and may rise to 20. The north has 25: 15 more in ranking order, or 15 and 10 by votes.
    limits = Constraints(quotas=(Quota("canton", "n", amount=25),))
    grant = GrantRule("criteria", 5, 20, weights={"ess": 1}, leftover=leftover)
    round_ = with_groups("nns", election(80, 80, 80, budget=90, grant=grant, limits=limits))
    assert list(amounts(count(round_, ballots(a=3, b=2, c=1))).values()) == expected


@pytest.mark.parametrize(("returns", "expected"), [(True, {"a": 55, "b": 35}), (False, {"a": 50, "b": 35})])
def test_reserve_is_shared_among_its_own_first_when_grants_go_by_votes(returns, expected):
    # 40 for the young: b takes 35, all it asks. What it leaves, 5, joins the 50 of a, or is kept.
    limits = Constraints(reserves=(Reserve("youth", 40, "tag", "young"),), returns=returns)
    grant = GrantRule("votes", 5)
    round_ = with_groups(["", "young"], election(80, 35, budget=90, grant=grant, limits=limits))
    result = count(round_, ballots(a=9, b=1))
    assert amounts(result) == expected
    assert said(result, "b", "en")[2:] == [
        "Reserved envelope “youth”: €0.40 to share first among its winners.",
        "There is enough money to give everyone their maximum: €0.35.",
        "Grant: €0.35.",
    ]


def test_reserve_gives_no_more_than_is_left_when_it_returned_money_that_was_spent():
    # d is bought at 20 in the reserve of 40, and 20 return: a, b and c, 20 each, take 60 of the 50 + 20. Of the reserve
    # 10 are left, so d has 30.
    limits = Constraints(reserves=(Reserve("youth", 40, "tag", "young"),))
    plain = election(80, 80, 80, 80, budget=90, grant=GrantRule("votes", 20), limits=limits)
    result = count(with_groups(["", "", "", "young"], plain), ballots(a=4, b=3, c=2, d=1))
    assert amounts(result) == {"a": 20, "b": 20, "c": 20, "d": 30}
