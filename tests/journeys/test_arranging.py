"""Staff put the parts of a dossier in order: by dragging them, with the keyboard, and without JavaScript."""

import pytest
from playwright.sync_api import expect

from app.accounts.models import Role
from app.core.extensions import db
from app.factors.services.totp import rehearse
from app.rounds.models import PhaseKind
from tests.journeys.gestures import button, fill, link, said
from tests.journeys.test_keyboard import press

pytestmark = pytest.mark.one_database


@pytest.fixture
def driss(a_round, people, open_as):
    """A function: Driss of the team on the page of a round's parts, which he has just adapted."""

    def open_(**look):
        round_, person = a_round(PhaseKind.IDEAS), people("Driss", Role.STAFF)
        rehearse(person)
        db.session.commit()
        path = f"/gestion/editions/{round_.public_id}"
        page = open_as(person, **look)
        page.goto(path)
        link(page, "Les parties du dossier").click()
        button(page, "Adapter ces parties").click()
        said(page, "Changez ce que vous voulez.")
        return page

    return open_


def has_order(page, *names):
    """The first parts of the dossier, as numbered."""
    for number, name in enumerate(names, 1):
        expect(page.get_by_role("heading", level=2).nth(number - 1)).to_have_text(f"{number}. {name}")


def handle_of(page, name):
    """What one takes the part or the question by."""
    return page.locator("[data-sort-item]").filter(has_text=name).last.locator("[data-sort-handle]").first


def drag(page, name, onto):
    """Take it, bring it onto another, let go."""
    handle_of(page, name).hover()
    page.mouse.down()
    box = onto.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=6)
    page.mouse.up()
    said(page, "L’ordre est changé.")


def test_parts_and_questions_are_dragged(driss):
    page = driss(height=4000)  # all of it before the eyes: nothing scrolls while it is dragged
    has_order(page, "Le besoin", "L’idée et ses objectifs", "L’équipe")
    drag(page, "Partez de ce que", page.locator("#partie-team"))
    has_order(page, "L’idée et ses objectifs", "L’équipe", "Le besoin")

    link(page, "Ajouter une question (Le besoin)").click()
    fill(page, {"Question": "Depuis quand ?"})
    button(page, "Enregistrer").click()
    said(page, "La question est ajoutée.")
    questions = page.locator("#partie-need [data-sort-item]")
    drag(page, "Depuis quand ?", questions.first)
    expect(questions.first).to_contain_text("Depuis quand ?")
    has_order(page, "L’idée et ses objectifs", "L’équipe", "Le besoin")  # a question is no part


@pytest.mark.parametrize("javascript", [True, False])
def test_parts_are_moved_from_the_keyboard(driss, javascript):
    page = driss(javascript=javascript)
    press(page, "Descendre (Le besoin)", "Enter")
    said(page, "L’ordre est changé.")
    has_order(page, "L’idée et ses objectifs", "Le besoin", "L’équipe")
    press(page, "Monter (L’équipe)", "Space")
    has_order(page, "L’idée et ses objectifs", "L’équipe", "Le besoin")
