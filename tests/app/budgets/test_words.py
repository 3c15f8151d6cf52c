"""Quantities as people write them, and a budget as voters read it."""

import pytest

from app.budgets.lines import Line, counted
from app.projects.shown import for_voters


@pytest.mark.parametrize(
    ("thousandths", "unit", "words"),
    [
        (13_000, "caisse", "13 caisses"),
        (1_500, "heure", "1,5 heure"),
        (2_000, "jeu de cartes", "2 jeux de cartes"),
        (3_000, "mois", "3 mois"),
        (4_000, "m²", "4 m²"),
        (5_000, "kg", "5 kg"),
        (2_000, "", "2"),
    ],
)
def test_units_take_their_plural_from_two_on(app, thousandths, unit, words):
    with app.test_request_context():
        assert counted(Line(60, "Cageots", 100, thousandths, unit, 100)) == words


def test_voters_read_a_budget_without_the_numbers_of_accounts():
    frozen = {"key": "budget_expense", "text": "60 – Toile : 300 €\n61 – Salle : 80 €"}
    assert for_voters(frozen) == "Toile : 300 €\nSalle : 80 €"
    assert for_voters({"key": "need", "text": "60 – rue des Lilas"}) == "60 – rue des Lilas"
