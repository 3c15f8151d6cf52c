"""The order of the queue, weights of reporters, floods, and the ladder of measures."""

from datetime import UTC, datetime, timedelta

import pytest

from moderation.cases import Cause, Why
from moderation.floods import Recent, is_flood
from moderation.grounds import Ground
from moderation.measures import REFUSES, MeasureKind, next_step
from moderation.queue import CLAIM, due_at, is_held, order, service_time
from moderation.reporters import lowered, weight
from moderation.screening import Gravity, HintKind

NOW = datetime(2027, 3, 1, tzinfo=UTC)


def test_a_light_case_of_last_week_stands_before_a_grave_one_of_today_and_a_danger_before_all():
    kept = {"light": (Gravity.LIGHT, 8), "grave": (Gravity.GRAVE, 0), "vital": (Gravity.VITAL, 0)}
    places = sorted(kept, key=lambda name: order(kept[name][0], NOW - timedelta(days=kept[name][1])))
    assert places == ["vital", "light", "grave"]
    assert due_at(NOW, Gravity.VITAL) == NOW


def test_flags_count_once_they_weigh_enough():
    light = Why(Cause.FLAG, grounds={Ground.HATEFUL: 1}, weight=50)
    assert light.gravity is Gravity.NOTABLE
    assert Why(Cause.FLAG, grounds={Ground.HATEFUL: 2}, weight=150).gravity is Gravity.GRAVE
    assert Why(Cause.FLAG, grounds={Ground.THREAT: 1}, weight=5).gravity is Gravity.VITAL
    assert Why(Cause.BEFORE, hints=(HintKind.ALARM,)).gravity is Gravity.VITAL
    assert light.said_in("fr") == "signalé, 1 signalement"


@pytest.mark.parametrize(
    ("recent", "expected"),
    [
        (Recent(29, 5, 1), False),
        (Recent(30, 0, 1), True),
        (Recent(12, 9, 1), True),
        (Recent(12, 3, 1), False),
        (Recent(6, 0, 5), True),
    ],
)
def test_a_flood_is_many_or_many_unknown_or_the_same_words(recent, expected):
    assert is_flood(recent) is expected


def test_a_record_moves_the_weight_and_a_flood_lowers_it():
    assert weight(0, 0) == 100
    assert weight(10, 0) > 150 > 50 > weight(0, 10) > 0
    assert weight(5, 5, has_account=False) == 50
    assert lowered(100) == 10


def test_the_ladder_goes_up_one_step_and_stays_on_top():
    assert next_step([]) is MeasureKind.WARNING
    assert next_step([MeasureKind.WARNING]) is MeasureKind.NO_COMMENT
    assert next_step([MeasureKind.SUSPENDED]) is MeasureKind.SUSPENDED
    refused = [REFUSES[kind] for kind in MeasureKind]
    assert all(lower <= higher for lower, higher in zip(refused, refused[1:], strict=False))


def test_a_claim_is_forgotten_and_times_are_a_median_and_an_oldest():
    assert is_held(NOW, NOW) and not is_held(NOW - CLAIM, NOW) and not is_held(None, NOW)
    times = service_time([timedelta(hours=1), timedelta(hours=9), timedelta(hours=2)], timedelta(days=3))
    assert times == (timedelta(hours=2), timedelta(days=3))
    assert service_time([], None) == (None, None)
