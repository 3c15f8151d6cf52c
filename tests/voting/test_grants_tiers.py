"""Grants by criteria when amounts go by tiers."""

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.voting.small_elections import ballots, election
from voting.election import Election, GrantRule
from voting.result import count
from voting.sentences import explain

FLOOR, CEILING = 4_500_00, 20_000_00
WEIGHTS = {"cooperation": 1, "innovation": 1, "ess": 2}
TIERS = ((Fraction(1, 2), 8_000_00), (Fraction(3, 4), 12_000_00), (Fraction(1), 20_000_00))


def amounts(result):
    return {line.id: line.grant for line in result.lines}


def said(result, one, lang="fr"):
    return [explain(x, lang) for line in result.lines if line.id == one for x in line.grant_lines]


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
