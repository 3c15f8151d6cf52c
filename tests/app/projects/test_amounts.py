"""How amounts are typed, and the limits of the rulebook."""

import pytest

from app.core.text import money
from app.projects.amounts import parse_euros, problems
from app.rounds.presets import PAS_DE_CALAIS


@pytest.mark.parametrize(
    ("text", "euros"),
    [
        ("9200", 9200),
        ("9 200 €", 9200),
        ("9\u202f200\u00a0€", 9200),
        ("9200,00", 9200),
        ("0", 0),
        ("", None),
        ("neuf mille", None),
        ("9200,50", None),
        ("-5", None),
        ("9.200", None),
        ("99999999999", None),
        ("1e5", None),
    ],
)
def test_amount_is_read_when_typed_as_people_do(text, euros):
    assert parse_euros(text) == euros


@pytest.mark.parametrize(
    ("requested", "budget", "wrong"),
    [
        (4500, 10000, []),
        (20000, 25000, []),
        (4499, 10000, ["requested"]),
        (20001, 100000, ["requested"]),
        (8000, 10000, []),
        (8001, 10000, ["requested"]),
        (9000, 8000, ["budget"]),
        (8000, None, []),
        (None, 5, []),
        (None, None, []),
    ],
)
def test_amounts_are_refused_when_outside_the_rulebook(app, requested, budget, wrong):
    cents = [None if euros is None else euros * 100 for euros in (requested, budget)]
    assert list(problems(*cents, PAS_DE_CALAIS)) == wrong


def test_sentence_says_the_most_when_the_share_is_too_big(app):
    assert problems(900_000, 1_000_000, PAS_DE_CALAIS) == {
        "requested": "La somme demandée couvre au plus 80 % du budget total, soit " + money(800_000) + " ici."
    }
