"""Appeals: who may, until when, and who hears them."""

from datetime import date

import pytest

from moderation.appeals import (
    SAYS,
    UNDONE,
    Appellant,
    Contested,
    Obstacle,
    Verdict,
    appellant,
    last_day,
    obstacle_to_appeal,
    obstacle_to_hearing,
    said,
)
from moderation.statements import RESTRICTS, Effect

TOLD = date(2026, 8, 31)
HIDDEN = Contested(Effect.HIDDEN, TOLD, decided_by="chloe", author="amel", reporters=frozenset({"bruno"}))
KEPT = Contested(Effect.KEPT, TOLD, decided_by="chloe", author="amel", reporters=frozenset({"bruno"}))


@pytest.mark.parametrize(
    ("told", "last"),
    [
        (date(2026, 1, 15), date(2026, 7, 15)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2026, 12, 1), date(2027, 6, 1)),
    ],
)
def test_six_months_end_on_the_same_day_or_at_the_end_of_a_shorter_month(told, last):
    assert last_day(told) == last


def test_quality_is_known_when_somebody_appeals():
    asked = [appellant(HIDDEN, who) for who in ("amel", "bruno", "dina", None)]
    assert asked == [Appellant.AUTHOR, Appellant.REPORTER, None, None]


@pytest.mark.parametrize("effect", Effect)
def test_author_contests_what_restricts_and_reporter_what_stays(effect):
    decision = Contested(effect, TOLD, "chloe", "amel")
    may = {party: obstacle_to_appeal(decision, party, TOLD) is None for party in Appellant}
    assert may == {Appellant.AUTHOR: effect in RESTRICTS, Appellant.REPORTER: effect in {Effect.KEPT, Effect.PUBLISHED}}


def test_appeal_is_taken_on_the_last_day_and_refused_on_the_next():
    assert obstacle_to_appeal(HIDDEN, Appellant.AUTHOR, date(2027, 2, 28)) is None
    late = obstacle_to_appeal(HIDDEN, Appellant.AUTHOR, date(2027, 3, 1))
    assert late is Obstacle.TOO_LATE
    assert said(late, "fr", HIDDEN) == (
        "Le délai de six mois est passé : un recours pouvait être fait jusqu’au 28 février 2027."
    )


def test_appeal_is_refused_when_made_twice_or_by_a_stranger():
    assert obstacle_to_appeal(HIDDEN, Appellant.AUTHOR, TOLD, already=True) is Obstacle.ALREADY
    assert obstacle_to_appeal(HIDDEN, None, TOLD) is Obstacle.NOT_PARTY


@pytest.mark.parametrize(
    ("judge", "found"),
    [
        ("chloe", Obstacle.DECIDED_IT),
        ("amel", Obstacle.IS_PARTY),
        ("bruno", Obstacle.IS_PARTY),
        ("dina", None),
    ],
)
def test_somebody_else_hears_it(judge, found):
    assert obstacle_to_hearing(HIDDEN, judge) is found
    assert obstacle_to_hearing(KEPT, judge) is found
    assert obstacle_to_hearing(HIDDEN, judge, answered=True) is Obstacle.HEARD


def test_everything_is_said_in_both_languages():
    assert set(SAYS) == set(Obstacle)
    assert {(verdict, who) for verdict in UNDONE for who in UNDONE[verdict]} == {
        (verdict, who) for verdict in Verdict for who in Appellant
    }
    assert all(said(obstacle, language, HIDDEN) for obstacle in Obstacle for language in ("fr", "en"))
