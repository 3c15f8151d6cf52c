"""One small round for each programme's rules, small enough to be counted again with pen and paper. Amounts in euros."""

from fractions import Fraction

import pytest

from voting.election import Candidate, Election
from voting.presets import PRESETS, YOUTH
from voting.result import count

EUROS = 100
YOUNG = frozenset({YOUTH})


def project(one, euros, canton=None, *, tags=frozenset(), budget=None, **scores):
    return Candidate(one, one, euros * EUROS, budget and budget * EUROS, scores, canton, tags=tags)


def dealt(size, **votes):
    """Ballots of `size` different projects each, that give every project so many votes."""
    names = [one for one, times in votes.items() for _ in range(times)]
    number, rest = divmod(len(names), size)
    assert not rest and max(votes.values()) <= number
    return [tuple(names[place::number]) for place in range(number)]


def counted(key, euros, candidates, cast):
    result = count(Election(tuple(candidates), PRESETS[key].rules(euros * EUROS, candidates)), cast)
    grants = {line.id: Fraction(line.grant, EUROS) for line in result.lines}
    return result, {one: grants[one] for one in result.winners}


def test_pas_de_calais_shares_by_votes_when_the_criteria_allow():
    candidates = [
        project("a", 20_000, budget=30_000, cooperation=4, ess=4, innovation=4),  # 12 points of 12: up to 20,000
        project("b", 12_000, budget=20_000, cooperation=0, ess=1, innovation=0),  # 1: 4,500 + 15,500/12 = 5,791.66
        project("c", 9_000, budget=10_000, cooperation=3, ess=3, innovation=3),  # 80 % of 10,000: up to 8,000
        project("d", 6_000, cooperation=4, ess=4, innovation=4),
        project("e", 6_000, cooperation=4, ess=4, innovation=4),
    ]
    cast = dealt(3, a=10, b=9, c=7, d=4, e=0) + [("a", "b"), ("a", "b", "c", "d")]
    result, grants = counted("pas-de-calais", 24_000, candidates, cast)
    # Two ballots are void. Four winners take 4,500 at least, 18,000 of 24,000; e has no vote.
    # By votes: d is raised to 4,500 and b cut to 5,791.66; the 17 votes of a and c share the other 13,708.34, 806.37
    # each: a 8,063.73, c 5,644.61. Down to the hundred: 8,000 + 5,700 + 5,600 + 4,500 = 23,800. The 200 left go a
    # step of 100 each in the order of votes: to a, not to b (5,800 is above 5,791.66), to c.
    assert grants == {"a": 8_100, "b": 5_700, "c": 5_700, "d": 4_500}
    assert (result.spent, result.turnout.void) == (24_000 * EUROS, {"not_exactly": 2})


def test_pas_de_calais_is_that_of_2018_when_nothing_was_scored():
    candidates = [project("a", 20_000), project("b", 20_000), project("c", 20_000)]
    _, grants = counted("pas-de-calais", 36_000, candidates, [("a", "b", "c")] * 3)
    assert grants == {"a": 12_000, "b": 12_000, "c": 12_000}


def test_gers_gives_each_tranche_its_envelope_when_projects_have_all_sizes():
    candidates = [
        project("youth", 8_000, tags=YOUNG),
        *(project(f"small{n}", cost) for n, cost in enumerate([5_000, 4_000, 5_000, 3_000])),
        *(project(f"middle{n}", cost) for n, cost in enumerate([20_000, 18_000, 12_000])),
        project("large0", 30_000),
        project("large1", 60_000),
    ]
    votes = {"large0": 12, "middle0": 9, "middle1": 8, "middle2": 7, "small0": 6, "small1": 5, "small2": 4, "small3": 3}
    _, grants = counted("gers", 100_000, candidates, dealt(3, **votes, youth=2, large1=1))
    # Young, 10,000: 8,000, leaves 2,000. Small, 15,000: 5,000, 4,000 and 5,000; leaves 1,000 (small3: 3,000).
    # Middle, 45,000: 20,000 + 18,000, leaves 7,000 (middle2 asks 12,000). Large, 30,000: all for large0.
    # What they leave, 10,000: middle2 is too dear, small3 takes 3,000, large1 (50,000 at most) is too dear.
    assert list(grants) == ["youth", "small0", "small1", "small2", "middle0", "middle1", "large0", "small3"]
    assert grants["large0"] == 30_000 and sum(grants.values()) == 93_000


def test_landes_gives_each_canton_the_same_money_when_votes_are_uneven():
    candidates = [
        project("aire1", 25_000, "Aire"), project("aire2", 6_000, "Aire"),
        project("young1", 10_000, "Aire", tags=YOUNG),
        project("dax1", 20_000, "Dax"), project("dax2", 10_000, "Dax"), project("young2", 9_000, "Dax", tags=YOUNG),
        project("mont1", 70_000, "Mont"), project("mont2", 12_000, "Mont"),
    ]  # fmt: skip
    votes = {"mont1": 10, "aire1": 9, "dax1": 8, "dax2": 6, "young2": 5, "young1": 4, "aire2": 3, "mont2": 2}
    _, grants = counted("landes", 100_000, candidates, dealt(1, **votes))
    # Young, 10,000: young2 takes 9,000, young1 is too dear for the 1,000 left. Then 90,000 / 3 = 30,000 a canton.
    # Aire: aire1, leaves 5,000. Dax: dax1 + dax2, leaves nothing. Mont: mont1 (50,000 at most) is too dear, mont2
    # leaves 18,000. What they leave, 24,000: mont1 is too dear, young1 takes 10,000, aire2 6,000.
    assert list(grants) == ["young2", "aire1", "dax1", "dax2", "mont2", "young1", "aire2"]
    assert sum(grants.values()) == 92_000


def test_lot_et_garonne_takes_the_best_of_each_canton_first_when_others_have_more_votes():
    candidates = [
        project("agen1", 20_000, "Agen"), project("agen2", 10_000, "Agen"), project("young", 5_000, "Agen", tags=YOUNG),
        project("nerac1", 15_000, "Nérac"), project("nerac2", 8_000, "Nérac"), project("marmande", 12_000, "Marmande"),
    ]  # fmt: skip
    votes = {"agen1": 9, "agen2": 8, "nerac2": 7, "nerac1": 6, "young": 3, "marmande": 3}
    _, grants = counted("lot-et-garonne", 60_000, candidates, dealt(3, **votes))
    # Young, 6,000: young takes 5,000, and is the first of Agen. The 1,000 left join the other 54,000. First of Nérac:
    # nerac2, 8,000; of Marmande: 12,000. The ranking shares the other 35,000: agen1 20,000, agen2 10,000; nerac1 no.
    assert list(grants) == ["young", "nerac2", "marmande", "agen1", "agen2"]
    assert sum(grants.values()) == 55_000


def test_dordogne_gives_twelve_thousand_at_most_when_more_is_asked():
    candidates = [
        project("sarlat1", 20_000, "Sarlat"), project("sarlat2", 12_000, "Sarlat"),
        project("riberac", 9_000, "Ribérac"),
        project("terrasson1", 11_000, "Terrasson"), project("terrasson2", 6_000, "Terrasson"),
        project("young", 6_000, "Sarlat", tags=YOUNG),
    ]  # fmt: skip
    cast = [("sarlat1", "sarlat2", "terrasson1", "riberac")] * 4 + [("sarlat1", "sarlat2", "young")] * 3
    cast += [("sarlat1", "terrasson1", "terrasson2"), ("sarlat1", "sarlat2")]
    result, grants = counted("dordogne", 50_000, candidates, cast)
    # The last ballot is void. Votes: sarlat1 8, sarlat2 7, terrasson1 5, riberac 4, young 3, terrasson2 1.
    # Young, 5,000: young asks 6,000, so all of it joins the rest, 50,000. First of each canton: sarlat1 (12,000 of
    # the 20,000 it asks), terrasson1 11,000, riberac 9,000. The other 18,000: sarlat2 12,000, young 6,000.
    assert grants == {"sarlat1": 12_000, "terrasson1": 11_000, "riberac": 9_000, "sarlat2": 12_000, "young": 6_000}
    assert result.turnout.void == {"too_few": 1}


def test_meuse_has_one_winner_a_canton_when_another_has_more_votes():
    candidates = [
        project("bar1", 10_000, "Bar"), project("bar2", 5_000, "Bar"),
        project("verdun1", 25_000, "Verdun"), project("verdun2", 8_000, "Verdun"),
    ]  # fmt: skip
    _, grants = counted("meuse", 30_000, candidates, dealt(1, bar1=5, bar2=4, verdun1=3, verdun2=2))
    # bar1 takes 10,000 and Bar has its winner; verdun1 is too dear for the 20,000 left, so Verdun's is verdun2.
    assert grants == {"bar1": 10_000, "verdun2": 8_000}


def test_equal_shares_hears_every_group_when_one_is_larger():
    candidates = [project("a", 600), project("b", 300), project("c", 150), project("d", 100), project("e", 40)]
    cast = [("a", "c")] * 5 + [("a", "e")] + [("b", "d")] * 2 + [("b",)] * 2
    _, grants = counted("equal-shares", 1_040, candidates, cast)
    # 10 voters, 104 each. a: its 6 pay 100 each. b: its 4 pay 75 each. Neither c (5 × 4 left) nor d (2 × 29) nor e (4).
    # Raised to 125 each, the 2 of d have 50 each left: bought, 1,000 spent. At 130 the 5 of c would have 30 each left
    # and buy it, 1,150 in all: too much, so 129 stands. The 40 left, by votes: c is too dear, e takes them.
    assert grants == {"a": 600, "b": 300, "d": 100, "e": 40}


def test_free_follows_the_votes_when_the_money_lasts():
    candidates = [project("a", 60), project("b", 50), project("c", 40)]
    _, grants = counted("free", 100, candidates, dealt(1, a=3, b=2, c=1))
    # a leaves 40: b, 50, is too dear; c takes the 40.
    assert grants == {"a": 60, "c": 40}


def test_presets_are_all_there_when_listed():
    keys = ["pas-de-calais", "gers", "landes", "lot-et-garonne", "dordogne", "meuse", "equal-shares", "free"]
    assert list(PRESETS) == [preset.key for preset in PRESETS.values()] == keys


@pytest.mark.parametrize("preset", PRESETS.values(), ids=PRESETS)
def test_preset_speaks_both_languages_when_shown(preset):
    assert preset.name("fr") and preset.name("en")
    assert preset.sentence("fr").endswith(".") and preset.sentence("en").endswith(".")
    assert preset.sentence("fr") != preset.sentence("en")
    with pytest.raises(KeyError):
        preset.name("de")


@pytest.mark.parametrize("preset", PRESETS.values(), ids=PRESETS)
@pytest.mark.parametrize("candidates", [(), (project("a", 7, "Arras", tags=YOUNG, ess=2), project("b", 9))], ids=len)
@pytest.mark.parametrize("budget", [0, 1, 99, 400_000_00])
def test_preset_makes_rules_that_come_back_when_written(preset, candidates, budget):
    election = Election(tuple(candidates), preset.rules(budget, candidates))
    assert election.rules.budget == budget
    assert Election.from_dict(election.to_dict()) == election
    assert count(election, []).winners == ()
