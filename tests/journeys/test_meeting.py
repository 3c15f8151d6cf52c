"""A comptoir with two ateliers is full, and a seat given back goes to whoever waits: with scripts and without."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from app.core import clock
from tests.journeys.gestures import button, fill, link, said

pytestmark = pytest.mark.one_database
SEATS = "Nombre de places"


def announce(page, day):
    """The team types a comptoir of one seat; gives its address."""
    page.goto("/comptoirs/")
    link(page, "Annoncer un rendez-vous").click()
    fill(page, {"Titre": "Comptoir du canal", "Ce qu’on y fera": "On se parle.", "Qui accueille": "La Péniche"})
    page.get_by_label("Lieu", exact=True).select_option(index=1)
    fill(page, {"Jour": day.isoformat(), "Début": "18:00", "Fin": "20:30", SEATS: "1"})
    button(page, "Annoncer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Comptoir du canal")
    return page.url


def add_atelier(page, title, start, end):
    """One more part of the programme."""
    page.get_by_label("Sorte", exact=True).select_option("workshop")
    fill(page, {"Titre": title, "Début": start, "Fin": end})
    page.get_by_label(SEATS).fill("8")
    button(page, "Ajouter au programme").click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_seat_given_back_goes_to_who_waits(stage, open_as, javascript):
    odile = open_as(stage.people["staff"], javascript=javascript)
    address = announce(odile, clock.today() + timedelta(days=9))
    odile.get_by_text("Gérer ce rendez-vous").click()
    link(odile, "Programme").click()
    add_atelier(odile, "De l’idée au projet", "18:30", "19:15")
    add_atelier(odile, "Trouver son prix", "19:15", "20:00")

    amel = open_as(stage.people["citizen"], width=390, javascript=javascript)
    amel.goto(address)
    link(amel, "Je m’inscris").click()
    amel.get_by_label("De l’idée au projet").check()
    amel.get_by_label("Un repas sur place").check()
    button(amel, "Je m’inscris").click()
    said(amel, "Votre place est gardée.")

    bruno = open_as(stage.people["moderator"], width=390, javascript=javascript)
    bruno.goto(address)
    link(bruno, "M’inscrire sur la liste d’attente").click()
    bruno.get_by_label("Trouver son prix").check()
    bruno.get_by_label("Autre chose à savoir").fill("Je viens en fauteuil.")
    button(bruno, "M’inscrire sur la liste d’attente").click()
    said(bruno, "Vous êtes sur la liste d’attente.")

    button(amel, "Rendre ma place").click()
    said(amel, "Votre place est rendue.")
    bruno.goto(address)
    expect(bruno.get_by_role("heading", name="Votre place est gardée")).to_be_visible()
    odile.goto(address)
    link(odile, "Inscriptions").click()
    row = odile.get_by_role("row").filter(has_text="Bruno")
    expect(row).to_contain_text("Je viens en fauteuil.")
    expect(row).to_contain_text("Trouver son prix")
