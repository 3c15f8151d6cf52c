"""A sheet is printed, typed with the keyboard alone, and claimed by its author, who signs in on the way."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.collecting.models import Sheet
from app.core.extensions import db
from tests.journeys.gestures import button, fill, link, said

pytestmark = pytest.mark.one_database


def _type_with_keyboard(page, *answers):
    """From the code to the first name, Tab after Tab; the commune is there already."""
    expect(page.get_by_label("Code de la feuille")).to_be_focused()
    for answer in answers:
        page.keyboard.type(answer)
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # past the commune
    page.keyboard.type("Zoé")
    page.keyboard.press("Enter")


def test_a_sheet_goes_from_paper_to_its_author(stage, open_as, open_page, code_for):
    page = open_as(stage.people["staff"])
    page.goto(f"/comptoirs/{stage.event.public_id}")
    page.get_by_text("Gérer ce rendez-vous").click()
    link(page, "Feuilles à remplir").click()
    fill(page, {"Combien de feuilles ?": "2"})
    page.get_by_label("Sous quelle forme ?").select_option("page")
    button(page, "Préparer les feuilles").click()
    expect(page.get_by_text("Imprimez cette page maintenant")).to_be_visible()
    code, _second = page.locator(".sheet__code").all_inner_texts()

    page.goto(f"/comptoirs/{stage.event.public_id}/saisie")
    said_on_paper = ("Des bancs à l’ombre", "Pour que les anciens sortent l’été.", "Lutte contre")
    _type_with_keyboard(page, code.lower().replace("-", ""), *said_on_paper)
    said(page, "enregistrée. À la suivante.")
    _type_with_keyboard(page, code, *said_on_paper)  # the same sheet again
    expect(page.get_by_role("alert")).to_contain_text("est déjà saisie")
    expect(page.get_by_label("Titre")).to_have_value("Des bancs à l’ombre")

    author = open_page(width=320, javascript=False)
    author.goto("/envies/reclamer")
    fill(author, {"Code du talon": code})
    button(author, "Retrouver mon envie").click()
    said(author, "Votre code est gardé")
    fill(author, {"Adresse électronique": "amel@exemple.fr"})
    button(author, "Recevoir un code").click()
    fill(author, {"Code reçu": code_for("amel@exemple.fr")})
    button(author, "Entrer").click()
    expect(author.get_by_label("Code du talon")).to_have_value(code)
    button(author, "Retrouver mon envie").click()
    said(author, "Cette envie est la vôtre")
    expect(author.get_by_role("heading", level=1)).to_have_text("Des bancs à l’ombre")
    sheet = db.session.scalars(select(Sheet).where(Sheet.claimed_by_id.is_not(None))).one()
    assert sheet.idea.author_id == stage.people["citizen"].id
