"""At the door of a comptoir: a phone that loses its network notes who came, and that opens the submission."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from app.attendance.codes import token_of
from app.core import clock
from app.core.extensions import db
from app.projects.queries import owes_comptoir
from tests.journeys import doors

pytestmark = pytest.mark.one_database


@pytest.fixture
def comptoir(stage):
    """A comptoir of the round of the vote that began an hour ago, with two people awaited."""
    citizen, staff = stage.people["citizen"], stage.people["staff"]
    event = doors.a_comptoir(stage.voting, staff, citizen, stage.people["moderator"])
    event.starts_at, event.ends_at = clock.now() - timedelta(hours=1), clock.now() + timedelta(hours=1)
    stage.held.attended = None
    db.session.commit()
    return event


def test_taps_made_offline_are_sent_and_open_the_submission(stage, comptoir, open_as):
    assert owes_comptoir(stage.draft)
    db.session.rollback()
    page = open_as(stage.people["staff"], width=390)
    page.goto(f"/comptoirs/{comptoir.public_id}/accueil")
    mine = next(one.public_id for one in comptoir.registrations if one.person_id == stage.people["citizen"].id)
    db.session.rollback()
    row = page.locator(f'[data-registration="{mine}"]')

    page.context.set_offline(True)
    row.get_by_role("button", name="Est là").click()
    expect(row).to_contain_text("en attente d’envoi")
    expect(page.get_by_text("Notés sur ce téléphone")).to_be_visible()
    assert owes_comptoir(stage.draft), "nothing left the phone"
    db.session.rollback()
    expect(row.get_by_role("button", name="Annuler")).to_be_focused()

    page.get_by_label("Nom", exact=True).fill("Farid")
    page.get_by_role("button", name="Ajouter, et noter sa présence").click()
    expect(page.locator(".desk__one", has_text="Farid")).to_contain_text("en attente d’envoi")

    page.context.set_offline(False)
    expect(row).to_contain_text("envoyé")
    expect(page.get_by_text("Notés sur ce téléphone")).to_be_hidden()
    assert not owes_comptoir(stage.draft)
    assert page.evaluate("localStorage.length") == 0
    page.reload()
    expect(page.locator(".desk__one", has_text="Farid")).to_contain_text("présent")


def test_without_javascript_a_code_and_the_list_do_the_same(stage, comptoir, open_as):
    first, second = comptoir.registrations
    names, code = [one.person.name for one in (first, second)], token_of(first)
    page = open_as(stage.people["staff"], width=320, javascript=False)
    page.goto(f"/comptoirs/presence/{code}")
    page.get_by_role("button", name="Noter sa présence").click()
    expect(page.get_by_text("Sa présence est notée.")).to_be_visible()
    page.get_by_role("link", name="Voir toute la liste").click()
    page.get_by_role("button", name=f"Est là ({names[1]})").click()
    page.get_by_role("button", name=f"Annuler ({names[0]})").click()
    expect(page.get_by_role("button", name=f"Est là ({names[0]})")).to_be_visible()
    db.session.expire_all()
    assert [one.attended for one in (first, second)] == [None, True]
