import pytest

from voting.election import Candidate, Constraints, Election, Method, Reserve, Rules


@pytest.mark.parametrize("fields", [{"id": ""}, {"cost": -1}, {"project_budget": -1}, {"scores": {"ess": 5}}])
def test_candidate_is_refused_when_it_cannot_be_counted(fields):
    with pytest.raises(ValueError, match="candidate"):
        Candidate(**{"id": "a", "name": "A", "cost": 1, **fields})


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: Method("coin"), "unknown rule 'coin'"),
        (lambda: Method(completion="luck"), "unknown completion"),
        (lambda: Method(increment=0), "one cent or more"),
        (lambda: Rules(budget=-1), "budget"),
        (lambda: Constraints(min_support=-1), "minimum of votes"),
        (lambda: Rules(budget=9, constraints=Constraints(reserves=(Reserve("youth", 10),))), "more than the budget"),
        (lambda: Rules(method=Method("majority-judgment")), "ballots of grades"),
    ],
)
def test_rules_are_refused_when_they_make_no_sense(make, says):
    with pytest.raises(ValueError, match=says):
        make()


def test_election_is_refused_when_two_candidates_share_an_id():
    with pytest.raises(ValueError, match="same id"):
        Election((Candidate("a", "A", 1), Candidate("a", "B", 2)), Rules())
