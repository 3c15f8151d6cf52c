from voting.ballots import BallotRule
from voting.election import Candidate
from voting.tally import tally
from voting.ties import lots

CANDIDATES = [Candidate(i, i, 1) for i in "cab"]


def test_tally_keeps_the_candidates_order_when_votes_differ():
    counted = tally({("a", "b"): 1, ("a",): 1}, CANDIDATES, BallotRule(max=3), blank=1)
    assert list(counted.votes.items()) == [("c", 0), ("a", 2), ("b", 1)]
    assert (counted.ballots, counted.blank) == (3, 1)


def test_tally_counts_once_when_a_project_is_named_twice():
    assert tally({("a", "a"): 1}, CANDIDATES, BallotRule(duplicates="once")).votes["a"] == 1
    assert tally({("a", "a"): 1}, CANDIDATES, BallotRule(duplicates="each")).votes["a"] == 2


def test_lots_follow_the_published_digests_when_a_seed_is_given():
    # printf '2024|a' | sha256sum: dadd6b64…, b: 1f5573b2…, c: b4e6d6f5…
    assert lots("abc", "2024") == ["b", "c", "a"]
    assert lots("cab", "2024") == lots("abc", "2024")


def test_lots_keep_the_order_given_when_there_is_no_seed():
    assert lots("cab", None) == ["c", "a", "b"]
