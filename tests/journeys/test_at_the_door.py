"""At the door of a comptoir: a phone that loses its network notes who came, and that opens the submission."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from app.attendance.codes import spoken, token_of
from app.core import clock
from app.core.extensions import db
from app.projects.queries import owes_comptoir
from tests.journeys import doors
from tests.journeys.test_scripts import heard

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


def kept_taps(page):
    return page.evaluate("Object.keys(localStorage).filter((key) => key.includes('-taps-')).length")


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
    assert kept_taps(page) == 0
    page.reload()
    expect(page.locator(".desk__one", has_text="Farid")).to_contain_text("présent")


def test_the_list_opens_again_without_a_network(stage, comptoir, open_as):
    """Closed and reopened in a hall without a network; the other phone and whoever gave their seat back meanwhile."""
    staff, path = stage.people["staff"], f"/comptoirs/{comptoir.public_id}/accueil"
    seats = {one.person_id: one for one in comptoir.registrations}
    citizen, other = (seats[stage.people[name].id] for name in ("citizen", "moderator"))
    names, code = {one.public_id: one.person.name for one in (citizen, other)}, spoken(citizen)
    db.session.rollback()
    phone = open_as(staff, width=390)
    said = heard(phone)
    phone.goto(path)
    expect(phone.get_by_text("Sans réseau, cette page s’ouvre quand même")).to_be_visible()
    assert said == [], "no rule of the page is broken"

    phone.context.set_offline(True)
    phone.close()
    phone = phone.context.new_page()
    phone.goto(f"{path}?q={names[citizen.public_id]}")
    row = phone.locator(f'[data-registration="{citizen.public_id}"]')
    row.get_by_role("button", name="Est là").click()
    phone.get_by_label("Chercher un nom").fill(code.lower())
    expect(row).to_be_visible()
    expect(phone.locator(f'[data-registration="{other.public_id}"]')).to_be_hidden()
    phone.get_by_label("Chercher un nom").fill("")
    phone.locator(f'[data-registration="{other.public_id}"]').get_by_role("button", name="Est là").click()
    phone.reload()
    expect(row).to_contain_text("en attente d’envoi")
    expect(row.get_by_role("button", name="Annuler")).to_be_visible()
    assert phone.evaluate("getComputedStyle(document.querySelector('.desk__one')).display") == "flex", "styles are kept"

    # Meanwhile the other phone sees the first one, and the second one gives the seat back.
    second = open_as(staff, width=390)
    second.goto(path)
    second.locator(f'[data-registration="{citizen.public_id}"]').get_by_role("button", name="Est là").click()
    expect(second.locator(f'[data-registration="{citizen.public_id}"]')).to_contain_text("envoyé")
    db.session.delete(db.session.merge(other))
    db.session.commit()

    phone.context.set_offline(False)
    expect(row).to_contain_text("envoyé")
    expect(phone.get_by_role("alert")).to_contain_text(f"{names[other.public_id]} : sa place a été rendue entre-temps")
    phone.reload()
    expect(phone.get_by_role("alert")).to_contain_text("ajoutez-la plus bas")
    phone.get_by_role("button", name="C’est vu").click()
    expect(phone.get_by_role("alert")).to_be_hidden()
    db.session.expire_all()
    assert db.session.get(type(citizen), citizen.id).attended is True
    db.session.rollback()

    # Nor does a meeting that is over, nor signing out, leave anything on the phone.
    phone.evaluate("caches.open('accueil|/comptoirs/finie/accueil|1')")
    phone.goto("/comptoirs/")
    phone.wait_for_function(f"caches.keys().then((names) => names.length === 1 && names[0].includes('{path}'))")
    phone.goto("/compte")
    phone.get_by_role("button", name="Se déconnecter").click()
    expect(phone.get_by_text("Votre session est fermée")).to_be_visible()
    kept = "Promise.all([caches.keys(), navigator.serviceWorker.getRegistrations()]).then((all) => all.flat().length)"
    assert (phone.evaluate(kept), phone.evaluate("localStorage.length")) == (0, 0)


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


def test_a_name_that_cannot_be_noted_is_said_without_a_network(stage, comptoir, open_as):
    page = open_as(stage.people["staff"], width=390)
    page.goto(f"/comptoirs/{comptoir.public_id}/accueil")
    db.session.rollback()
    page.context.set_offline(True)
    name = page.get_by_label("Nom", exact=True)
    for typed, said in (("   ", "Écrivez au moins un nom."), ("é" * 81, "80 caractères au plus")):
        name.fill(typed)
        page.get_by_role("button", name="Ajouter, et noter sa présence").click()
        assert said in name.evaluate("(field) => field.validationMessage")
        expect(name).to_be_visible()
    assert kept_taps(page) == 0
    name.fill("Farid")
    page.get_by_role("button", name="Ajouter, et noter sa présence").click()
    expect(page.locator(".desk__one", has_text="Farid")).to_contain_text("en attente d’envoi")
