"""Counting again as the ballots pass: the same figures, whatever the order, and nothing kept when they are sorted."""

import random

import pytest

from tests.voting.small_elections import election
from voting.ballots import BallotRule
from voting.certificate import certificate, digest, verify_groups
from voting.election import Method
from voting.recount import Unsorted, ballots_digest, in_groups, in_order, recounted
from voting.result import count

CAST = [("c", "a"), ("a", "b"), ("b",), ("a", "b"), (), ("a", "zzz")]
RULE = BallotRule("approval", 1, 3)


def test_digest_says_nothing_of_the_order_of_approvals():
    assert ballots_digest(CAST) == ballots_digest([tuple(reversed(ballot)) for ballot in reversed(CAST)])
    assert ballots_digest(CAST) == digest([[], ["a", "b"], ["a", "b"], ["a", "c"], ["a", "zzz"], ["b"]])


def test_digest_keeps_the_order_of_a_ranking():
    assert ballots_digest([("a", "b")], ranked=True) != ballots_digest([("b", "a")], ranked=True)


def test_digest_of_points_holds_the_points():
    assert ballots_digest([(("b", 1), ("a", 2))]) == digest([[["a", 2], ["b", 1]]])


def test_ballots_in_order_are_counted_in_one_pass():
    round_ = election(10, 20, 30, ballot=RULE)
    urn, inputs = recounted(round_, in_order(in_groups(CAST)))
    assert count(round_, urn).to_dict() == count(round_, CAST).to_dict()
    assert inputs == ballots_digest(CAST)
    assert not urn.profile.groups  # totals are enough for a ranking


def test_the_voters_are_kept_when_the_rule_follows_them():
    round_ = election(10, 20, 30, ballot=RULE, method=Method("equal-shares"))
    urn, _ = recounted(round_, in_order(in_groups(CAST)))
    assert count(round_, urn).to_dict() == count(round_, CAST).to_dict()
    assert len(urn.profile.groups) == 3


def test_ballots_out_of_order_are_said_to_be():
    with pytest.raises(Unsorted):
        recounted(election(10, 20, 30, ballot=RULE), in_groups(CAST))


@pytest.mark.parametrize("name", ["greedy", "equal-shares", "phragmen", "max-welfare", "bounded-overspending"])
def test_verify_holds_whatever_the_order_of_the_groups(name):
    round_ = election(10, 20, 30, budget=40, ballot=RULE, method=Method(name), seed="s")
    document = certificate(round_, CAST, count(round_, CAST))
    shuffled = random.Random(1).sample(CAST, len(CAST))
    assert verify_groups(document, lambda: in_groups(shuffled)) == []
    assert verify_groups(document, lambda: in_order(in_groups(shuffled))) == []
    found = verify_groups(document, lambda: in_groups(shuffled[1:]))
    assert "digest_differs" in {sentence.code for sentence in found}
