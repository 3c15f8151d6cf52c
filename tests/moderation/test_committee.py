"""The rules of the committee, without database."""

from datetime import date

import pytest

from moderation.committee import Choice, Quorum, Votes, last_day_to_contest


@pytest.mark.parametrize(
    ("percent", "members", "needed"), [(50, 7, 4), (50, 6, 3), (0, 9, 1), (100, 5, 5), (34, 3, 2), (50, 1, 1)]
)
def test_quorum_is_rounded_up_and_never_nobody(percent, members, needed):
    quorum = Quorum(percent)
    assert quorum.needed(members) == needed
    assert quorum.is_met(needed, members) and not quorum.is_met(needed - 1, members)


def test_a_committee_without_members_never_decides():
    assert not Quorum(0).is_met(0, 0)


@pytest.mark.parametrize(
    ("votes", "label", "casting", "allowed"),
    [
        (Votes(4, 2, 3), True, False, True),
        (Votes(4, 2, 3), False, False, False),
        (Votes(1, 2), False, False, True),
        (Votes(2, 2, 1), True, False, False),
        (Votes(2, 2, 1), True, True, True),
        (Votes(2, 2, 1), False, True, True),
        (Votes(4, 2), False, True, False),
    ],
)
def test_abstentions_do_not_count_and_the_chair_settles_a_tie_only(votes, label, casting, allowed):
    assert votes.allows(label=label, casting=casting) is allowed


def test_votes_are_counted_from_the_answers():
    assert Votes.counted([Choice.FOR, Choice.AGAINST, Choice.FOR, Choice.ABSTAIN]) == Votes(2, 1, 1)
    assert Votes.counted([]).total == 0


@pytest.mark.parametrize(
    ("told", "last"),
    [
        (date(2026, 3, 15), date(2026, 5, 18)),  # the 16th is a Saturday
        (date(2026, 6, 30), date(2026, 8, 31)),
        (date(2026, 12, 31), date(2027, 3, 1)),  # no 31st of February
        (date(2026, 11, 27), date(2027, 1, 28)),
    ],
)
def test_the_delay_to_contest_is_two_full_months(told, last):
    assert last_day_to_contest(told) == last
