"""Every kind of ballot: each reason that refuses one, in the documented order, and what a valid one gives."""

import pytest

from voting.ballots import BallotRule, points_of, refusal
from voting.ballots.rule import KINDS
from voting.sentences import explain

COSTS = {"a": 100, "b": 200, "c": 300, "d": 400}
PLAIN_LIMITS = {"min_cost": 400, "max_cost": 600}


def marked(*marks):
    """Projects a, b, c… each with its number."""
    return tuple(zip("abcd", marks, strict=False))


# Per kind, a rule and ballots in the documented order of reasons. Each ballot also breaks what is looked at later, so
# the reason given is the first one. A valid ballot ends each list.
REFUSALS = {
    "approval": (
        BallotRule("approval", 2, 3, **PLAIN_LIMITS),
        [
            ("", "empty"),
            ((("z", 1), ("z", 1)), "wrong_kind"),
            ("zz", "unknown"),
            ("aa", "duplicate"),
            ("a", "too_few"),
            ("abcd", "too_many"),
            ("ab", "too_cheap"),
            ("cd", "over_budget"),
            ("ad", None),
        ],
    ),
    "exactly": (
        BallotRule("exactly", 2, 2, **PLAIN_LIMITS),
        [
            ("", "empty"),
            ((("z", 1), ("z", 1)), "wrong_kind"),
            ("zz", "unknown"),
            ("aa", "duplicate"),
            ("a", "not_exactly"),
            ("bcd", "not_exactly"),
            ("ab", "too_cheap"),
            ("cd", "over_budget"),
            ("bc", None),
        ],
    ),
    "choose-1": (
        BallotRule("choose-1", min_cost=200, max_cost=300),
        [
            ("", "empty"),
            ((("z", 1), ("z", 1)), "wrong_kind"),
            ("zz", "unknown"),
            ("aa", "duplicate"),
            ("ad", "not_exactly"),
            ("a", "too_cheap"),
            ("d", "over_budget"),
            ("b", None),
        ],
    ),
    "knapsack": (
        BallotRule("knapsack", 1, 4, **PLAIN_LIMITS),
        [
            ("", "empty"),
            ((("z", 1), ("z", 1)), "wrong_kind"),
            ("zz", "unknown"),
            ("aa", "duplicate"),
            ("ab", "too_cheap"),
            ("abd", "over_budget"),
            ("abc", None),
        ],
    ),
    "cumulative": (
        BallotRule("cumulative", 2, 3, min_points=1, max_points=6, min_sum=5, max_sum=10, **PLAIN_LIMITS),
        [
            ("", "empty"),
            ("zz", "wrong_kind"),
            ((("z", 0), ("z", 0)), "unknown"),
            ((("a", 0), ("a", 0)), "duplicate"),
            ((("a", 0),), "too_few"),
            (marked(7, 7, 7, 7), "too_many"),
            (marked(7, 7), "too_cheap"),
            ((("c", 7), ("d", 7)), "over_budget"),
            ((("a", 5), ("d", 7)), "points_of"),
            ((("a", 0), ("d", 1)), "points_of"),
            ((("a", 6), ("d", 5)), "points_sum"),
            ((("a", 1), ("d", 1)), "points_sum"),
            ((("a", 4), ("d", 6)), None),
        ],
    ),
    "scored": (
        BallotRule("scored", 1, 4, min_points=1, max_points=5),
        [
            ("", "empty"),
            ("zz", "wrong_kind"),
            ((("z", 0), ("z", 0)), "unknown"),
            ((("a", 0), ("a", 0)), "duplicate"),
            (marked(6), "points_of"),
            (marked(5, 5, 5, 5), None),
        ],
    ),
    "ranked": (
        BallotRule("ranked", 2, 3, **PLAIN_LIMITS),
        [
            ("", "empty"),
            ((("z", 1), ("z", 1)), "wrong_kind"),
            ("zz", "unknown"),
            ("aa", "duplicate"),
            ("a", "too_few"),
            ("dcba", "too_many"),
            ("ba", "too_cheap"),
            ("dc", "over_budget"),
            ("da", None),
        ],
    ),
    "d21": (
        BallotRule("d21", 2, 3, minus=1),
        [
            ("", "empty"),
            ("zz", "wrong_kind"),
            ((("z", 2), ("z", 2)), "unknown"),
            ((("a", 2), ("a", 2)), "duplicate"),
            (marked(2, -1), "plus_or_minus"),
            (marked(1, 0), "plus_or_minus"),
            (marked(1, -1, -1), "too_few"),
            (marked(1, 1, 1, 1), "too_many"),
            (marked(1, 1, -1, -1), "minus"),
            (marked(1, 1, -1), None),
        ],
    ),
    "judgment": (
        BallotRule("judgment", 2, 3, grades=5),
        [
            ("", "empty"),
            ("zz", "wrong_kind"),
            ((("z", 5), ("z", 5)), "unknown"),
            ((("a", 5), ("a", 5)), "duplicate"),
            (marked(5), "too_few"),
            (marked(5, 5, 5, 5), "too_many"),
            (marked(4, 5), "grade"),
            (marked(-1, 4), "grade"),
            (marked(0, 4, 2), None),
        ],
    ),
}
CASES = [(kind, ballot, code) for kind, (_, cases) in REFUSALS.items() for ballot, code in cases]


def test_every_kind_is_looked_at_when_reasons_are_tested():
    assert tuple(sorted(REFUSALS)) == tuple(sorted(KINDS))


@pytest.mark.parametrize(("kind", "ballot", "code"), CASES)
def test_the_first_reason_is_given_when_a_ballot_breaks_several(kind, ballot, code):
    reason = refusal(tuple(ballot), REFUSALS[kind][0], COSTS)
    assert (reason and reason.code) == code
    assert reason is None or all(explain(reason, lang) for lang in ("fr", "en"))


@pytest.mark.parametrize(
    ("kind", "ballot", "french", "english"),
    [
        (
            "exactly",
            "bcd",
            "Le bulletin compte 3\u00a0projets\u00a0; il en faut exactement 2.",
            "The ballot names 3\u00a0projects; exactly 2 must be chosen.",
        ),
        (
            "cumulative",
            (("a", 5), ("d", 7)),
            "Le projet d reçoit 7\u00a0points, hors de la limite de 6.",
            "Project d is given 7\u00a0points, beyond the limit of 6.",
        ),
        (
            "cumulative",
            (("a", 1), ("d", 1)),
            "Le bulletin donne 2\u00a0points en tout, hors de la limite de 5.",
            "The ballot gives 2\u00a0points in all, beyond the limit of 5.",
        ),
        (
            "knapsack",
            "abd",
            "Les projets choisis coûtent 7\u00a0€ ensemble, plus que les 6\u00a0€ à répartir.",
            "The projects chosen cost €7 together, more than the €6 there is to give.",
        ),
        (
            "judgment",
            (("a", 4), ("b", 5)),
            "Le projet b reçoit la mention 5\u00a0; les mentions vont de 0 à 4.",
            "Project b is given the grade 5; grades go from 0 to 4.",
        ),
    ],
)
def test_sentence_gives_the_figures_when_a_ballot_is_refused(kind, ballot, french, english):
    reason = refusal(tuple(ballot), REFUSALS[kind][0], COSTS)
    assert (explain(reason, "fr"), explain(reason, "en")) == (french, english)


@pytest.mark.parametrize(("duplicates", "valid"), [("refuse", False), ("once", True), ("each", True)])
def test_repeated_project_voids_a_ballot_exactly_when_the_rule_refuses_it(duplicates, valid):
    assert (refusal(("a", "a"), BallotRule("approval", 1, 1, duplicates), COSTS) is None) == valid


@pytest.mark.parametrize(("duplicates", "code"), [("once", None), ("each", "points_of")])
def test_repeated_points_are_judged_as_they_count_when_the_rule_lets_them_pass(duplicates, code):
    rule = BallotRule("cumulative", 1, 2, duplicates, max_points=6)
    reason = refusal((("a", 4), ("a", 3)), rule, COSTS)
    assert (reason and reason.code) == code


@pytest.mark.parametrize(
    ("rule", "ballot", "points"),
    [
        (BallotRule("approval", 1, 3), "cab", {"c": 1, "a": 1, "b": 1}),
        (BallotRule("exactly", 2, 2), "ba", {"b": 1, "a": 1}),
        (BallotRule("choose-1"), "d", {"d": 1}),
        (BallotRule("knapsack", 1, 3), "dc", {"d": 1, "c": 1}),
        (BallotRule("cumulative", 1, 3), marked(5, 0, 2), {"a": 5, "b": 0, "c": 2}),
        (BallotRule("scored", 1, 3), marked(10, 7), {"a": 10, "b": 7}),
        (BallotRule("ranked", 1, 3), "cab", {"c": 3, "a": 2, "b": 1}),
        (BallotRule("ranked", 1, 3), "b", {"b": 1}),
        (BallotRule("ranked", 1, 3, vector=(5, 2)), "cab", {"c": 5, "a": 2, "b": 0}),
        (BallotRule("d21", 1, 3, minus=1), marked(1, 1, -1), {"a": 1, "b": 1, "c": -1}),
        (BallotRule("judgment", 1, 3, grades=4), marked(3, 0), {"a": 3, "b": 0}),
        (BallotRule("approval", 1, 3, "once"), "aab", {"a": 1, "b": 1}),
        (BallotRule("approval", 1, 3, "each"), "aab", {"a": 2, "b": 1}),
        (BallotRule("scored", 1, 3, "once"), (("a", 4), ("b", 1), ("a", 3)), {"a": 4, "b": 1}),
        (BallotRule("scored", 1, 3, "each"), (("a", 4), ("b", 1), ("a", 3)), {"a": 7, "b": 1}),
    ],
)
def test_points_are_those_of_the_kind_when_a_ballot_is_valid(rule, ballot, points):
    assert points_of(tuple(ballot), rule) == tuple(points.items())


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"kind": "lottery"}, "unknown kind of ballot 'lottery'"),
        ({"kind": "exactly", "min": 2, "max": 3}, "cannot ask for 2 to 3 projects"),
        ({"min": 3, "max": 2}, "cannot ask for 3 to 2 projects"),
        ({"min": -1, "max": 2}, "cannot ask for -1 to 2 projects"),
        ({"kind": "choose-1", "max": 2}, "cannot ask for 1 to 2 projects"),
        ({"min_cost": -1}, "a cost of -1 to None"),
        ({"min_cost": 5, "max_cost": 4}, "a cost of 5 to 4"),
        ({"min_points": 5, "max_points": 4}, "a points of 5 to 4"),
        ({"min_sum": 5, "max_sum": 4}, "a sum of 5 to 4"),
        ({"kind": "judgment", "grades": 1}, "two grades or more"),
        ({"kind": "ranked", "vector": (1, 2)}, "a better place must not give fewer points"),
    ],
)
def test_ballot_rule_is_refused_when_it_contradicts_itself(fields, says):
    with pytest.raises(ValueError, match=says):
        BallotRule(**fields)
