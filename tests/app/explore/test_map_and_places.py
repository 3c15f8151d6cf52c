"""The map with its table, the pins, and the pages of places."""

from datetime import timedelta

import pytest

from app.core import clock
from app.core.extensions import db
from app.core.text import plain
from app.events.models import Event, EventKind, Place
from app.territories.outlines import load_outlines


@pytest.fixture
def drawn(app, outlines_file):
    """Arras and Lens have their outlines."""
    load_outlines(outlines_file, by=None)
    db.session.commit()


def test_map_counts_at_the_commune_what_has_no_pin(visit, people, a_round, an_idea, drawn):
    amel, round_ = people("Amel"), a_round()
    an_idea(amel, round_)
    an_idea(amel, round_, title="Un banc")
    pinned = an_idea(amel, round_, title="Une fontaine", latitude=50.2, longitude=2.2)
    an_idea(amel, round_, "pending", title="Un secret", latitude=50.2, longitude=2.2)
    an_idea(amel, round_, commune="62498")
    points = visit("/envies/carte/points").json
    assert points["pins"] == [[50.2, 2.2, "Une fontaine", f"/envies/{pinned.public_id}"]]
    assert sorted(points["places"]) == [
        [50.5, 2.5, "Arras", 2, "/envies/?commune=62041"],
        [50.5, 3.5, "Lens", 1, "/envies/?commune=62498"],
    ]
    assert visit("/envies/carte/points?q=fontaines").json["places"] == []
    page = visit("/envies/carte?theme=patrimoine")
    assert 'href="/envies/?theme=patrimoine&amp;commune=62041">3' in page.text  # the same, as a table
    assert 'data-points="/envies/carte/points?theme=patrimoine"' in page.text


def test_map_without_outlines_says_so_and_keeps_the_table(visit, people, a_round, an_idea):
    an_idea(people("Amel"), a_round())
    page = visit("/envies/carte")
    assert "La carte n’est pas encore dessinée" in page.text and "Arras" in page.text
    assert "data-map" not in page.text


def test_place_shows_what_lives_there(visit, people, a_round, an_idea):
    amel, round_ = people("Amel"), a_round()
    an_idea(
        amel, round_, title="Le four", neighbourhood="Les Blancs-Monts", neighbourhood_key=plain("Les Blancs-Monts")
    )
    an_idea(amel, round_, title="Le banc")
    an_idea(amel, round_, "hidden", title="Le secret")
    an_idea(amel, round_, title="Ailleurs", commune="62498")
    start = clock.now() + timedelta(days=3)
    db.session.add(
        Event(
            **{"kind": EventKind.COMPTOIR, "title": "Autour du pain", "programme": "On parle.", "host": "Nous"},
            **{
                "place": Place(name="Ici", municipality_code="62041"),
                "municipality_code": "62041",
                "starts_at": start,
                "seats": 9,
            },
            ends_at=start + timedelta(hours=2),
        )
    )
    db.session.commit()
    page = visit("/communes/62041", most_queries=8)
    assert [t for t in ("Le four", "Le banc", "Le secret", "Ailleurs", "Autour du pain") if t in page.text] == [
        *("Le four", "Le banc", "Autour du pain")
    ]
    assert 'href="/communes/62041/quartiers/les-blancs-monts"' in page.text
    near = visit("/communes/62041/quartiers/les-blancs-monts", most_queries=8)
    assert "Le four" in near.text and "Le banc" not in near.text and "<h1>Les Blancs-Monts" in near.text


def test_place_without_anything_invites_and_unknown_ones_are_not_there(visit, a_round):
    assert "Rien encore à Arras" in visit("/communes/62041").text
    for address in ("/communes/99999", "/communes/x", "/communes/62041/quartiers/nulle-part"):
        assert visit(address).status_code == 404
