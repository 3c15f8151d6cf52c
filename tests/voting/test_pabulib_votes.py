"""Every type of votes becomes its kind of ballots, and counts as it was counted where it was cast."""

import io

import pytest

from tests.voting.small_elections import FILES, REAL
from voting import pabulib
from voting.allocation import Method
from voting.ballots import BallotRule
from voting.opening import opened
from voting.result import count

RULES = {
    "threshold": BallotRule("approval", 1, 3, "once"),
    "choose_one": BallotRule("choose-1", 1, 1, "once"),
    "knapsack": BallotRule("knapsack", 1, 3, "once", min_cost=100_00, max_cost=1000_00),
    "ordinal": BallotRule("ranked", 2, 3, "once"),
    "cumulative": BallotRule("cumulative", 1, 3, "once", min_points=1, max_sum=10),
    "scoring": BallotRule("scored", 1, 3, "once", max_points=5),
}


@pytest.mark.parametrize("name", RULES)
def test_election_has_the_kind_and_limits_when_the_file_declares_them(name):
    assert pabulib.read(FILES / f"{name}.pb").election().rules.ballot == RULES[name]


@pytest.mark.parametrize("name", RULES)
def test_count_gives_the_published_figures_when_votes_are_of_any_type(name):
    file = pabulib.read(FILES / f"{name}.pb")
    result = count(file.election(), file.ballots)
    assert {line.id: line.votes for line in result.lines} == (file.official_scores or file.official_votes)
    assert set(result.winners) == file.official_selected


def test_ballots_are_pairs_when_votes_give_points():
    file = pabulib.read(FILES / "scoring.pb")
    assert file.ballots == [(("1", 5), ("2", 0)), (), (("1", 4), ("2", 5), ("3", 3))]
    assert (file.vote_header, file.voters) == (("voter_id", "points", "vote"), [("1",), ("2",), ("3",)])


def test_points_are_an_ordinary_column_when_votes_are_ranked():
    file = pabulib.read(FILES / "ordinal.pb")
    assert file.ballots[2] == ("OGM/0002/25", "OGM/0001/25")
    assert file.voters[2] == ("v3", "2,1")


def test_duplicates_count_twice_when_it_is_asked():
    text = (FILES / "cumulative.pb").read_text(encoding="utf-8").replace("parc,banc;6,4", "parc,parc;6,4")
    file = pabulib.read(io.StringIO(text))
    votes = {}
    for twice in (False, True):
        result = count(file.election(count_duplicates=twice), file.ballots)
        votes[twice] = {line.id: line.votes for line in result.lines}["parc"]
        assert result.turnout.valid == 5
    assert votes == {False: 21, True: 25}


@pytest.mark.parametrize(
    ("declared", "method"),
    [
        ("greedy", Method("greedy")),
        ("greedy-no-skip", Method("greedy-stop")),
        ("greedy-threshold", Method("greedy")),
        ("greedy-exclusive", Method("greedy")),
        ("equalshares", Method("equal-shares")),
        ("equalshares/add1", Method("equal-shares", completion="add1")),
        ("equalshares-comparison", Method("equal-shares", comparison="satisfaction")),
        ("equalshares/add1-comparison", Method("equal-shares", completion="add1", comparison="satisfaction")),
    ],
)
def test_election_has_the_method_when_the_file_names_its_rule(declared, method):
    text = (FILES / "cumulative.pb").read_text(encoding="utf-8").replace("rule;greedy", f"rule;{declared}")
    assert pabulib.read(io.StringIO(text)).election().rules.method == method


@pytest.mark.slow
def test_votes_are_the_official_ones_when_real_files_are_counted():
    """Every ballot counts; `score` (else `votes`) is ours, once the duplicates are counted as the city did."""
    for path in sorted(REAL.glob("*.pb")):
        file = pabulib.read(path)
        repeated = any(sentence.code == "pb_repeat" for _, sentence in file.warnings)
        urn = opened(file.ballots, file.election(Method(), count_duplicates=repeated))
        assert urn.turnout.valid == urn.turnout.ballots == len(file.ballots), path.name
        published = file.official_scores or file.official_votes
        assert published == dict(urn.profile.tally.votes), path.name
