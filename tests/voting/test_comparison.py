"""Several rules on the same ballots."""

import json
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.voting.small_elections import METHODS, ballots, election
from voting.comparison import compare, name_of, paragraphs, sentences
from voting.election import Candidate, Constraints, Election, GrantRule, Method, Quota, Rules
from voting.opening import opened
from voting.result import count
from voting.sentences import explain

GREEDY, SHARES, STOP = Method(), Method("equal-shares"), Method("greedy-stop")


def two_halves():
    """Six voters want a and b (50 each), four want c (40): the ranking gives the four nothing, equal shares c."""
    round_ = election(50, 50, 40)
    return round_, [("a", "b")] * 6 + [("c",)] * 4


def compared(round_, cast, *methods, **options):
    return compare(round_, opened(cast, round_), methods, **options)


def test_two_rules_are_set_side_by_side():
    found = compared(*two_halves(), GREEDY, SHARES)
    ranking, shares = found.outcomes
    assert (ranking.winners, ranking.spent, ranking.only) == (("a", "b"), 100, ("b",))
    assert (shares.winners, shares.spent, shares.only) == (("a", "c"), 90, ("c",))
    assert (ranking.satisfaction.nothing, shares.satisfaction.nothing) == (4, 0)
    (pair,) = found.pairs
    assert (pair.both, pair.only_first, pair.only_second) == (("a",), ("b",), ("c",))
    assert (pair.prefer_first, pair.prefer_second, pair.level) == (6, 4, 0)
    assert found.common == ("a",) and found.budget == 100


def test_every_pair_is_there_and_progress_is_told():
    told = []
    found = compared(*two_halves(), GREEDY, SHARES, STOP, progress=told.append)
    assert [(pair.first, pair.second) for pair in found.pairs] == [(0, 1), (0, 2), (1, 2)]
    assert told == [GREEDY, SHARES, STOP]
    assert found.outcomes[0].only == () and found.outcomes[1].only == ("c",)


def test_one_rule_alone_is_refused():
    with pytest.raises(ValueError, match="two methods"):
        compared(*two_halves(), GREEDY)


def test_constraints_and_grants_hold_for_every_rule():
    candidates = tuple(Candidate(one, one.upper(), 100_00, canton="N" if one < "c" else "S") for one in "abcd")
    limits = Constraints(quotas=(Quota("canton", count=1),))
    rules = Rules(budget=250_00, constraints=limits, grant=GrantRule(ceiling=80_00))
    found = compared(Election(candidates, rules), ballots(a=5, b=4, c=2, d=1), GREEDY, SHARES, Method("phragmen"))
    for outcome in found.outcomes:
        cantons = [candidate.canton for candidate in candidates if candidate.id in outcome.winners]
        assert cantons and len(set(cantons)) == len(cantons)
        assert outcome.spent == 80_00 * len(outcome.winners)
        assert sum(part.money for part in outcome.parts["canton"]) == outcome.spent
        assert sum(part.of_votes for part in outcome.parts["canton"]) == 1


def test_sentences_say_it_in_both_languages():
    round_, cast = two_halves()
    found = compared(round_, cast, GREEDY, SHARES)
    names = {candidate.id: candidate.name for candidate in round_.candidates}
    assert [explain(said, "fr") for said in sentences(found, names, "fr")] == [
        "Projets retenus par chacune des 2 règles\u00a0: 1.",
        "Avec «\u00a0classement par voix\u00a0» et non avec «\u00a0parts égales\u00a0»\u00a0: «\u00a0Project B\u00a0».",
        "Avec «\u00a0parts égales\u00a0» et non avec «\u00a0classement par voix\u00a0»\u00a0: «\u00a0Project C\u00a0».",
        "Votants qui ont davantage de projets retenus parmi leurs choix\u00a0: 6 avec"
        " «\u00a0classement par voix\u00a0», 4 avec «\u00a0parts égales\u00a0»\u00a0; autant avec les deux\u00a0: 0.",
        "Votants dont aucun choix n’est retenu\u00a0: 4 (40,0\u00a0%) avec «\u00a0classement par voix\u00a0»,"
        " 0 (0,0\u00a0%) avec «\u00a0parts égales\u00a0».",
        "Attribué\u00a0: 1\u00a0€ avec «\u00a0classement par voix\u00a0», 0,90\u00a0€ avec «\u00a0parts égales\u00a0».",
    ]
    english = [explain(said, "en", "PLN") for said in sentences(found, names, "en")]
    assert english[1] == "With “ranking by votes” and not with “equal shares”: “Project B”."
    assert english[-1] == "Spent: PLN\u00a01 with “ranking by votes”, PLN\u00a00.90 with “equal shares”."


def test_rules_that_agree_are_said_to_and_many_names_are_counted():
    same = compared(election(10, 20), ballots(a=1, b=1), GREEDY, STOP)
    said = paragraphs(same, {"a": "A", "b": "B"}, "en")
    assert [[one.code for one in paragraph] for paragraph in said] == [["compare_common"], ["compare_same"]]
    # One dear project everybody wants against seven cheap ones.
    round_ = election(100, *[10] * 7)
    many = compared(round_, [("a", *"bcdefgh"), ("a",)], GREEDY, Method(utility="cardinality"))
    codes = [one.code for one in sentences(many, {one: one for one in "abcdefgh"}, "fr")]
    assert codes[1:3] == ["compare_only", "compare_only_many"]


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("method", METHODS.values(), ids=str)
def test_every_method_has_a_name(method, lang):
    assert name_of(method, lang)


def test_names_tell_methods_apart():
    names = [name_of(method, "en") for method in METHODS.values()]
    assert len(set(names)) == len(names)
    assert name_of(Method("equal-shares", completion="add1u"), "fr") == "parts égales (parts relevées, puis par voix)"
    assert name_of(Method(utility="cardinality"), "en") == "ranking by votes per unit of cost"


def test_plain_values_hold_no_float():
    plain = compared(*two_halves(), GREEDY, SHARES).to_dict(lambda cents: f"{cents} c")
    assert json.loads(json.dumps(plain), parse_float=pytest.fail) == plain
    assert plain["budget"] == "100 c" and plain["outcomes"][1]["spent"] == "90 c"
    assert plain["outcomes"][0]["method"]["increment"] == "100 c"
    assert plain["pairs"][0]["only_second"] == ["c"]


@settings(max_examples=60)
@given(st.lists(st.lists(st.sampled_from("abcd"), min_size=1, unique=True), max_size=7), st.integers(0, 120))
def test_a_comparison_says_what_each_count_says(cast, budget):
    round_ = election(30, 20, 50, 40, budget=budget)
    cast = [tuple(ballot) for ballot in cast]
    methods = [GREEDY, STOP, SHARES, Method("phragmen"), Method("max-welfare")]
    found = compared(round_, cast, *methods)
    for method, outcome in zip(methods, found.outcomes, strict=True):
        alone = count(election(30, 20, 50, 40, budget=budget, method=method), cast)
        assert (outcome.winners, outcome.spent) == (alone.winners, alone.spent)
    for pair in found.pairs:
        here, there = (set(found.outcomes[at].winners) for at in (pair.first, pair.second))
        better = [len(here & set(ballot)) - len(there & set(ballot)) for ballot in cast]
        assert pair.prefer_first == sum(more > 0 for more in better)
        assert pair.prefer_second == sum(more < 0 for more in better)
        assert pair.prefer_first + pair.prefer_second + pair.level == len(cast)
    served = found.outcomes[0].satisfaction.served
    assert served == (Fraction(sum(better_than_none(found, ballot) for ballot in cast), len(cast)) if cast else 0)


def better_than_none(found, ballot):
    return bool(set(found.outcomes[0].winners) & set(ballot))
