import pytest

from voting.ballots import BallotRule, refusal
from voting.sentences import explain

THREE = BallotRule("exactly", 3, 3)
KNOWN = {"1": 100, "2": 200, "3": 300, "4": 400, "5": 500}


@pytest.mark.parametrize(
    ("choices", "code"),
    [
        ([], "empty"),
        (["1", "2"], "not_exactly"),
        (["1", "2", "3", "4"], "not_exactly"),
        (["1", "2", "2"], "duplicate"),
        (["1", "2", "9"], "unknown"),
    ],
)
def test_refusal_names_one_reason_when_three_projects_are_wanted(choices, code):
    assert refusal(choices, THREE, KNOWN).code == code


def test_refusal_is_none_when_three_different_projects_are_chosen():
    assert refusal(["3", "1", "2"], THREE, KNOWN) is None


@pytest.mark.parametrize(("choices", "code"), [(["1"], "too_few"), (["1", "2", "3", "4"], "too_many")])
def test_refusal_names_the_limit_when_a_range_is_wanted(choices, code):
    assert refusal(choices, BallotRule("approval", 2, 3), KNOWN).code == code


def test_duplicate_is_accepted_when_the_rule_counts_it_once():
    assert refusal(["1", "1"], BallotRule("approval", 1, 1, "once"), KNOWN) is None


def test_sentence_gives_the_figures_when_a_ballot_is_refused():
    reason = refusal(["1", "2"], THREE, KNOWN)
    assert explain(reason, "fr") == "Le bulletin compte 2\u00a0projets\u00a0; il en faut exactement 3."
    assert explain(reason, "en") == "The ballot names 2\u00a0projects; exactly 3 must be chosen."


@pytest.mark.parametrize("bad", [("exactly", 2, 3), ("approval", 3, 2), ("approval", -1, 2)])
def test_ballot_rule_is_refused_when_it_contradicts_itself(bad):
    with pytest.raises(ValueError, match="cannot ask"):
        BallotRule(*bad)
