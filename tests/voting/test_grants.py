"""Variable grants: worked examples. What holds for every round is in test_grants_properties.py."""

from fractions import Fraction

import pytest

from tests.voting.small_elections import ballots, election
from voting.election import GrantRule
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
