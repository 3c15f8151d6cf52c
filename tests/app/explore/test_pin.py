"""A pin on the map: in the territory, by its author, and nothing lost when it is refused."""

import pytest

from app.core.extensions import db
from app.territories.outlines import load_outlines


@pytest.fixture
def idea(people, a_round, an_idea, outlines_file):
    """An idea of Amel at Arras, with the outlines of Arras and Lens."""
    load_outlines(outlines_file, by=None)
    return an_idea(people("Amel"), a_round())


def _pinned(idea):
    db.session.refresh(idea)
    return idea.latitude, idea.longitude


def test_its_author_places_moves_and_takes_it_away(visit, idea):
    address = f"/envies/{idea.public_id}/repere"
    page = visit(address, by=idea.author)
    assert "data-pin" in page.text and 'data-near="50.5 2.5"' in page.text
    for typed, kept in [(("50,2", "2.2°"), (50.2, 2.2)), (("50.9", "3.1"), (50.9, 3.1)), (("", ""), (None, None))]:
        answer = visit(address, by=idea.author, method="POST", latitude=typed[0], longitude=typed[1])
        assert (answer.status_code, _pinned(idea)) == (303, kept)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("50.5", "1.5"), "en mer, ou hors du territoire"),
        (("0", "0"), "en mer, ou hors du territoire"),
        (("50.5", ""), "Il manque l’un des deux nombres"),
        (("ici", "2.5"), "Écrivez un nombre de degrés"),
        (("nan", "2.5"), "Écrivez un nombre de degrés"),
        (("1e999", "2.5"), "Écrivez un nombre de degrés"),
        (("95", "2.5"), "Écrivez un nombre de degrés"),
    ],
)
def test_a_pin_in_the_sea_is_refused_in_a_sentence(visit, idea, typed, sentence):
    address = f"/envies/{idea.public_id}/repere"
    page = visit(address, by=idea.author, method="POST", latitude=typed[0], longitude=typed[1])
    assert page.status_code == 422 and sentence in page.text
    assert _pinned(idea) == (None, None)


def test_nobody_else_places_it(visit, people, idea):
    address = f"/envies/{idea.public_id}/repere"
    assert visit(address, by=people("Bruno")).status_code == 403
    assert visit(address, by=people("Bob"), method="POST", latitude="50.5", longitude="2.5").status_code == 403
