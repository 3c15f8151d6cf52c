"""Variable grants: worked examples. What holds for every round is in test_grants_properties.py."""

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.voting.small_elections import ballots, election
from voting.election import Constraints, Election, GrantRule, Method, Quota, Reserve
from voting.result import count
from voting.sentences import explain

FLOOR, CEILING = 4_500_00, 20_000_00
WEIGHTS = {"cooperation": 1, "innovation": 1, "ess": 2}


def amounts(result):
    return {line.id: line.grant for line in result.lines}


def said(result, one, lang="fr"):
    return [explain(x, lang) for line in result.lines if line.id == one for x in line.grant_lines]


def test_requested_gives_the_ask_when_money_is_there():
    result = count(election(30, 50), ballots(a=2, b=1))
    assert amounts(result) == {"a": 30, "b": 50}
    assert [line.code for line in result.lines[0].grant_lines] == ["ask", "granted"]


def test_requested_keeps_to_the_share_and_step_when_the_rule_sets_them():
    grant = GrantRule(ceiling=60_00, max_share=Fraction(4, 5), step=10_00)
    result = count(election(55_00, budget=100_00, grant=grant, project_budget=60_00), ballots(a=1))
    assert amounts(result) == {"a": 40_00}
    assert said(result, "a", "en") == [
        "Amount asked: €55.",
        "Ceiling in the rules: €60.",
        "Largest share: 4/5 of the project’s budget (€60), that is €48.",
        "Most this project can receive, the smallest of the amounts above: €48.",
        "Rounded down to a multiple of €10: €40.",
        "Grant: €40.",
    ]


def test_criteria_gives_what_the_scores_earn_when_nothing_limits_it():
    grant = GrantRule("criteria", FLOOR, CEILING, weights=WEIGHTS)
    round_ = election(30_000_00, budget=50_000_00, grant=grant, scores={"cooperation": 4, "innovation": 2, "ess": 3})
    result = count(round_, ballots(a=1))
    # 4 + 2 + 2×3 = 12 points of 16: 4,500 + 12/16 × 15,500 = 16,125
    assert amounts(result) == {"a": 16_125_00}
    assert said(result, "a")[-2] == (
        "Critères\u00a0: 12 points sur 16\u00a0; 4\u202f500\u00a0€ + 12/16 de la différence entre"
        " 20\u202f000\u00a0€ et 4\u202f500\u00a0€, soit 16\u202f125\u00a0€."
    )


def test_criteria_gives_the_balance_when_less_is_left_than_earned():
    grant = GrantRule("criteria", FLOOR, CEILING, step=100_00, weights={"ess": 1})
    result = count(election(99_000_00, 99_000_00, budget=26_650_00, grant=grant, scores={"ess": 4}), ballots(a=2, b=1))
    assert amounts(result) == {"a": CEILING, "b": 6_600_00}
    assert explain(result.lines[1].why, "en") == (
        "Winner: 2nd with 1\u00a0vote. It needed €20,000; it receives what was left, €6,600."
    )
    assert "partial" in [line.code for line in result.lines[1].grant_lines]


def test_votes_share_the_envelope_when_it_lies_between_floors_and_ceilings():
    grant = GrantRule("votes", 12, 60)
    result = count(election(100, 100, 100, budget=120, grant=grant), ballots(a=10, b=5, c=1))
    # a is cut to 60 and c raised to 12, so the 5 votes of b earn the other 48: 48/5 a vote.
    assert amounts(result) == {"a": 60, "b": 48, "c": 12}
    assert result.lines[1].grant_lines[-2].details == {"votes": 5, "rate": "48/5", "about": 9}
    codes = [[line.code for line in one.grant_lines][-2] for one in result.lines]
    assert codes == ["vote_share_capped", "vote_share", "vote_share_raised"]


def test_votes_give_everyone_the_maximum_when_the_envelope_is_wide():
    result = count(election(30, 5, budget=100, grant=GrantRule("votes", 10, 60)), ballots(a=1))
    assert amounts(result) == {"a": 30, "b": 5}
    assert {line.grant_lines[-2].code for line in result.lines} == {"vote_share_all"}


def test_leftover_goes_by_rank_when_the_rule_says_so():
    grant = GrantRule("votes", 0, None, step=10, leftover="by_rank")
    result = count(election(100, 100, 100, budget=100, grant=grant), ballots(a=1, b=1, c=1))
    assert amounts(result) == {"a": 40, "b": 30, "c": 30}


def test_leftover_goes_one_step_each_when_shared_by_votes():
    grant = GrantRule("votes", 0, None, step=10, leftover="by_votes")
    result = count(election(35, 100, 100, budget=110, grant=grant), ballots(a=1, b=1, c=1))
    assert amounts(result) == {"a": 30, "b": 40, "c": 40}
    assert [line.code for line in result.lines[1].grant_lines][-3:] == ["rounded", "leftover", "granted"]


@pytest.mark.parametrize(("leftover", "expected"), [("none", [12, 12]), ("by_rank", [20, 16]), ("by_votes", [20, 16])])
def test_leftover_of_criteria_rises_to_the_cap_when_the_rule_shares_it(leftover, expected):
    grant = GrantRule("criteria", 4, 20, weights={"ess": 1}, leftover=leftover)
    result = count(election(50, 50, budget=36, grant=grant, scores={"ess": 2}), ballots(a=3, b=1))
    assert list(amounts(result).values()) == expected


def test_criteria_votes_never_exceed_what_the_scores_earn_when_votes_abound():
    grant = GrantRule("criteria_votes", 4, 20, weights={"ess": 1})
    result = count(election(50, 50, budget=100, grant=grant, scores={"ess": 2}), ballots(a=9, b=1))
    assert amounts(result) == {"a": 12, "b": 12}


@pytest.mark.parametrize(
    "bad",
    [
        {"mode": "by_beauty"},
        {"leftover": "burn"},
        {"floor": 15, "step": 10},
        {"floor": 10, "ceiling": 5},
        {"max_share": Fraction(3, 2)},
        {"mode": "criteria", "weights": {"ess": 1}},
        {"mode": "criteria", "ceiling": 5},
        {"tiers": [(Fraction(1, 2), 5), (Fraction(1, 2), 6)]},
        {"tiers": [(Fraction(1, 2), 5), (Fraction(3, 4), 5)]},
        {"tiers": [(Fraction(3, 4), 5), (Fraction(1, 2), 6)]},
        {"tiers": [(Fraction(-1, 2), 5)]},
        {"tiers": [(Fraction(3, 2), 5)]},
        {"tiers": [(Fraction(1, 2), 5)], "floor": 6},
        {"tiers": [(Fraction(1, 2), 5)], "ceiling": 4},
    ],
)
def test_grant_rule_is_refused_when_it_contradicts_itself(bad):
    with pytest.raises(ValueError, match="."):
        GrantRule(**bad)


# ------------------------------------------------------------------------------------ tiers
TIERS = ((Fraction(1, 2), 8_000_00), (Fraction(3, 4), 12_000_00), (Fraction(1), 20_000_00))


@pytest.mark.parametrize(
    ("score", "amount", "needed"),
    [(0, FLOOR, "0"), (Fraction(7, 4), FLOOR, "0"), (2, 8_000_00, "8"), (3, 12_000_00, "12"), (4, CEILING, "16")],
)
def test_criteria_give_the_highest_tier_when_there_are_tiers(score, amount, needed):
    grant = GrantRule("criteria", FLOOR, CEILING, weights=WEIGHTS, tiers=TIERS)
    scores = dict.fromkeys(WEIGHTS, score)
    result = count(election(30_000_00, budget=50_000_00, grant=grant, scores=scores), ballots(a=1))
    assert amounts(result) == {"a": amount}
    line = result.lines[0].grant_lines[-2]
    assert (line.code, line.amount, line.details["needed"]) == ("merit_tier", amount, needed)


def test_tier_is_said_with_its_points_when_it_is_reached():
    tiers = ((Fraction(5, 8), 7_500_00),)
    grant = GrantRule("criteria", 4_000_00, CEILING, step=1_000_00, weights=WEIGHTS, tiers=tiers)
    scores = {"cooperation": 4, "innovation": 2, "ess": Fraction(5, 2)}
    result = count(election(30_000_00, budget=50_000_00, grant=grant, scores=scores), ballots(a=1))
    # 4 + 2 + 2 × 2.5 = 11 points of 16; the tier starts at 5/8 of 16 = 10.
    assert said(result, "a", "en")[-3:] == [
        "Criteria: 11 points out of 16; the tier reached starts at 10 points and is worth €7,500.",
        "Rounded down to a multiple of €1,000: €7,000.",
        "Grant: €7,000.",
    ]
    assert said(result, "a")[-3] == (
        "Critères\u00a0: 11 points sur 16\u00a0; le palier atteint commence à 10 points et vaut 7\u202f500\u00a0€."
    )


def test_votes_share_up_to_the_tier_when_both_count():
    # a and b earn 20 and 12: the envelope of 28 is shared by votes, 14 each, cut to 12 for b: a has the other 16.
    grant = GrantRule("criteria_votes", 4, 20, weights={"ess": 1}, tiers=((Fraction(1, 2), 12), (Fraction(1), 20)))
    plain = election(50, 50, budget=28, grant=grant)
    round_ = Election(
        tuple(replace(c, scores={"ess": score}) for c, score in zip(plain.candidates, (4, 3), strict=True)), plain.rules
    )
    assert amounts(count(round_, ballots(a=1, b=1))) == {"a": 16, "b": 12}


def test_tiers_come_back_when_rules_are_written_and_read():
    grant = GrantRule("criteria", FLOOR, CEILING, weights=WEIGHTS, tiers=TIERS)
    round_ = election(1, grant=grant)
    document = round_.to_dict()
    assert document["rules"]["grant"]["tiers"] == [["1/2", 8_000_00], ["3/4", 12_000_00], ["1", 20_000_00]]
    assert Election.from_dict(document) == round_


@pytest.mark.parametrize("broken", [[["1/2"]], [["1/2", 1, 2]], [["1/2", "1"]], [[1, 5]], 3])
def test_tiers_are_refused_when_they_are_not_pairs(broken):
    document = election(1).to_dict()
    document["rules"]["grant"]["tiers"] = broken
    with pytest.raises((TypeError, ValueError)):
        Election.from_dict(document)


# ------------------------------------------------------------------- rules that do not rank
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


# ----------------------------------------------------------------------- quotas and reserves
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
