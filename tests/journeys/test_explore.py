"""Exploring: the map, its filters and the search in a browser; the same words without JavaScript."""

import pytest
from playwright.sync_api import expect

from app.core.extensions import db
from app.territories.outlines import load_outlines
from tests.app.explore.conftest import feature, geojson, square
from tests.journeys.test_scripts import heard

pytestmark = pytest.mark.one_database


@pytest.fixture
def outlines(stage):
    """Arras and Calais are drawn."""
    load_outlines(
        geojson(feature(square(2, 50, 3, 51), code="62041"), feature(square(1, 50.5, 2, 51), code="62193")), by=None
    )
    db.session.commit()


def test_from_the_map_to_an_idea(stage, outlines, open_page):
    page = open_page(width=390)
    said = heard(page)
    page.goto("/envies/carte")
    card = page.locator("[data-map][data-ready]")
    expect(card).to_be_visible()
    card.get_by_title("Arras (1)").press("Enter")
    page.get_by_role("link", name="Voir les envies de cette commune").press("Enter")
    expect(page.get_by_role("status").get_by_text("1 envie")).to_be_visible()
    page.get_by_role("link", name="Une envie pour Arras").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Une envie pour Arras")
    assert said == []


def test_filters_and_words_change_the_address_and_come_back(stage, outlines, open_page):
    page = open_page()
    page.goto("/envies/")
    page.get_by_label("Mots du texte").fill("CALAIS")
    page.get_by_role("button", name="Chercher").click()
    expect(page.get_by_text("1 envie", exact=True)).to_be_visible()
    assert "q=CALAIS" in page.url
    page.get_by_role("navigation", name="Façons de voir les envies").get_by_role("link", name="Liste").click()
    page.go_back()
    expect(page.get_by_label("Mots du texte")).to_have_value("CALAIS")


def test_the_same_without_javascript(stage, outlines, open_page):
    page = open_page(width=320, javascript=False)
    page.goto("/envies/carte")
    expect(page.locator("[data-map]")).to_be_hidden()
    page.get_by_text("Filtrer", exact=True).click()
    page.get_by_label("Commune", exact=True).fill("calais")
    page.get_by_role("button", name="Chercher").click()
    page.get_by_role("table").get_by_role("link", name="1 envie").click()
    expect(page.get_by_role("link", name="Une envie pour Calais")).to_be_visible()


def test_a_pin_while_an_envie_is_written(stage, outlines, open_page):
    """Nothing of the map is loaded before it is opened; then a tap, the keyboard, or nothing at all."""
    page = open_page(width=390, height=844, touch=True)
    said, asked = heard(page), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/envies/nouvelle")
    page.get_by_label("Commune").fill("arras")
    latitude, longitude = page.get_by_label("Latitude"), page.get_by_label("Longitude")
    expect(latitude).to_be_hidden()
    assert not [url for url in asked if "leaflet" in url or "contours" in url]
    page.get_by_text("Montrer l’endroit sur la carte").tap()
    expect(page.locator("[data-pin][data-ready]")).to_be_visible()
    drawn = page.get_by_role("application", name="Carte pour poser un repère")
    drawn.tap()
    expect(page.get_by_text("Repère posé : 50.")).to_be_visible()
    assert 50.4 < float(latitude.input_value()) < 50.6 and 2.4 < float(longitude.input_value()) < 2.6
    before = longitude.input_value()
    drawn.press("ArrowRight")
    expect(page.locator(".leaflet-pan-anim")).to_have_count(0)
    drawn.press("Enter")
    expect(longitude).not_to_have_value(before)
    page.get_by_role("button", name="Enlever le repère").tap()
    expect(latitude).to_have_value("")
    expect(page.get_by_text("Repère enlevé.")).to_be_visible()
    assert said == []
