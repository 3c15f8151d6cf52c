import pytest

from voting.election import Candidate, Election, Rules


@pytest.mark.parametrize("fields", [{"id": ""}, {"cost": -1}, {"project_budget": -1}, {"scores": {"ess": 5}}])
def test_candidate_is_refused_when_it_cannot_be_counted(fields):
    with pytest.raises(ValueError, match="candidate"):
        Candidate(**{"id": "a", "name": "A", "cost": 1, **fields})


@pytest.mark.parametrize("fields", [{"rule": "coin"}, {"budget": -1}, {"min_support": -1}])
def test_rules_are_refused_when_they_make_no_sense(fields):
    with pytest.raises(ValueError, match="rule|budget"):
        Rules(**fields)


def test_election_is_refused_when_two_candidates_share_an_id():
    with pytest.raises(ValueError, match="same id"):
        Election((Candidate("a", "A", 1), Candidate("a", "B", 2)), Rules())
