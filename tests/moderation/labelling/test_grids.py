"""Grids, divergence and means: what holds whatever the marks."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.labelling.grids import (
    MARKS,
    MOST_CRITERIA,
    Fault,
    Grid,
    GridCriterion,
    GridError,
    divergences,
    means,
    overall,
    read_grid,
)

ANCHORS = ("rien", "un peu", "à moitié", "presque", "tout")


def criterion(key, weight=1):
    return GridCriterion(key, key.title(), weight, ANCHORS, ("Qui décide ?",))


def grid(*weights, alert_from=2):
    return Grid(tuple(criterion(f"c{n}", weight) for n, weight in enumerate(weights)), alert_from)


KEYS = ("c0", "c1", "c2")
readers = st.lists(st.fixed_dictionaries({key: st.sampled_from(MARKS) for key in KEYS}), min_size=1, max_size=6)


@given(readers, st.integers(1, 4))
def test_alert_rings_exactly_when_two_readers_lie_so_far_apart(marks, alert_from):
    apart = {key for key in KEYS if any(abs(one[key] - other[key]) >= alert_from for one in marks for other in marks)}
    assert {d.criterion for d in divergences(marks, grid(1, 1, 1, alert_from=alert_from))} == apart


@given(readers, st.randoms(use_true_random=False))
def test_means_are_exact_and_owe_nothing_to_the_order_of_readers(marks, chance):
    shuffled = list(marks)
    chance.shuffle(shuffled)
    found = means(marks)
    assert found == means(shuffled)
    assert all(found[key] * len(marks) == sum(one[key] for one in marks) for key in KEYS)


@given(readers, st.tuples(*[st.integers(1, 10)] * 3), st.integers(1, 3))
def test_overall_lies_between_the_means_and_keeps_when_all_weights_are_multiplied(marks, weights, times):
    found = means(marks)
    whole = overall(found, grid(*weights))
    assert min(found.values()) <= whole <= max(found.values())
    if max(weights) * times <= 10:
        assert overall(found, grid(*(weight * times for weight in weights))) == whole


def test_overall_waits_when_a_criterion_has_no_mark():
    assert overall({"c0": Fraction(3)}, grid(1, 1)) is None


def test_grid_reads_back_when_it_was_stored():
    kept = grid(2, 1, 3)
    assert read_grid([one.as_dict() for one in kept.criteria], 2) == kept


@pytest.mark.parametrize(
    ("make", "fault"),
    [
        (lambda: Grid(()), Fault.EMPTY),
        (lambda: grid(*[1] * (MOST_CRITERIA + 1)), Fault.TOO_MANY),
        (lambda: Grid((criterion("a"), GridCriterion("b", " A ", 1, ANCHORS))), Fault.TWICE),
        (lambda: criterion("a", 0), Fault.WEIGHT),
        (lambda: criterion("a", 11), Fault.WEIGHT),
        (lambda: GridCriterion("a", "A", 1, ANCHORS[:4]), Fault.ANCHORS),
        (lambda: GridCriterion("a", "A", 1, (*ANCHORS[:4], "  ")), Fault.ANCHORS),
        (lambda: GridCriterion("a", "A", 1, ANCHORS, ("?",) * 9), Fault.QUESTIONS),
        (lambda: grid(1).without("c0"), Fault.EMPTY),
    ],
)
def test_grid_is_refused_when_nobody_could_mark_with_it(make, fault):
    with pytest.raises(GridError) as refusal:
        make()
    assert refusal.value.fault is fault


def test_criterion_takes_its_own_place_when_changed_and_the_last_when_new():
    changed = grid(1, 1).with_criterion(GridCriterion("c0", "Autre", 4, ANCHORS)).with_criterion(criterion("z"))
    assert [(one.key, one.weight) for one in changed.criteria] == [("c0", 4), ("c1", 1), ("z", 1)]
