"""Ballots that pass many at a time count, and are digested, as those that pass one by one; no other ever does."""

from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voting.ballots import BallotRule
from voting.digest import Digest
from voting.election import Candidate, Election, Method, Rules
from voting.recount import Unsorted, in_order, recounted, recounted_by_pieces
from voting.urn import Opening
from voting.written import Piece, Written

IDS = ["10", "2", "a", "b-1", "é", "OGM/7"]


def election(ids=IDS, method="greedy", **rule):
    return Election([Candidate(one, one, 10) for one in ids], Rules(BallotRule(**rule), Method(method), budget=30))


def pieces(ballots, size):
    """The ballots, so many in a piece."""
    for at in range(0, len(ballots), size):
        part = ballots[at : at + size]
        yield Piece(lambda part=part: groups(part), [",".join(ballot).encode() for ballot in part])


def groups(ballots):
    return [(ballot, len(list(same))) for ballot, same in groupby(ballots)]


def told(count, *given):
    """What a recount says, or that ballots are out of order."""
    try:
        urn, inputs = count(*given)
    except Unsorted:
        return Unsorted
    return urn.turnout, urn.profile.tally, urn.profile.groups, inputs


BALLOTS = st.lists(st.lists(st.sampled_from([*IDS, "zzz"]), unique=True, max_size=5).map(tuple), max_size=40)


@settings(max_examples=300)
@given(
    BALLOTS,
    st.booleans(), st.booleans(), st.integers(1, 12), st.integers(0, 3), st.integers(3, 6),
    st.sampled_from(["approval", "ranked", "knapsack"]), st.sampled_from(["greedy", "max-welfare", "equal-shares"]),
)  # fmt: skip
def test_pieces_count_as_their_ballots_do(ballots, tidy, ordered, size, least, most, kind, method):
    ballots = [tuple(sorted(ballot)) for ballot in ballots if "zzz" not in ballot] if tidy else ballots
    ballots = sorted(ballots) if ordered else ballots
    round_ = election(method=method, kind=kind, min=least, max=most)
    assert told(recounted_by_pieces, round_, pieces(ballots, size)) == told(recounted, round_, groups(ballots))


def added(cells, *, before=(), ids=IDS, method="greedy", **rule):
    round_ = election(ids, method, **{"min": 1, "max": 3, **rule})
    opening = Opening(round_, keep_voters=round_.rules.method.by_voters)
    return Written(round_, Digest(), opening).add([cell.encode() for cell in cells], before)


def test_valid_ballots_in_order_pass_together():
    assert added(["10", "10,2", "10,2,a", "b-1,é"], before=("10",)) == ("b-1", "é")


@pytest.mark.parametrize(
    "cells",
    [
        ["2,10"], ["a", "10"], ["10,10"], ["10,2", "10,zzz"], ["", "10"], ["10,"], ["10, 2"], ["10,2,a,b-1"], [" 10"],
        ["10,2", "2", "2,10"], ["10"] * 9,
    ],
    ids=["entries", "ballots", "twice", "unknown", "blank", "comma", "space", "many", "before", "last", "alike"],
)  # fmt: skip
def test_what_asks_for_a_closer_look_does_not_pass(cells):
    assert added(cells) is None


def test_nothing_passes_before_what_was_counted_already():
    assert added(["10", "2"], before=("10", "2")) is None


@pytest.mark.parametrize(
    "other",
    [{"method": "equal-shares"}, {"kind": "ranked"}, {"max_cost": 100}, {"min": 2}, {"ids": ["10", "2", 'a"']},
     {"ids": ["10", "2", "a b"]}],
)  # fmt: skip
def test_no_ballot_passes_where_more_is_asked_of_it(other):
    assert added(["10", "2"], **other) is None


def test_ballots_out_of_order_can_be_put_in_order():
    ballots = [("a",), ("10", "2"), ("2",)]
    _, inputs = recounted(election(max=3), in_order((ballot, 1) for ballot in ballots))
    _, same = recounted_by_pieces(election(max=3), pieces(sorted(ballots), 2))
    assert inputs == same
