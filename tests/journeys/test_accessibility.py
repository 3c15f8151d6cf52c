"""axe finds nothing on any page, light on a wide screen or dark on a phone; nothing overflows at 320 pixels."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.journeys.pages import FILES, REACHED_BY_DOING, ROLES, pages_of

pytestmark = [pytest.mark.one_database, pytest.mark.slow]
LOOKS = {"wide and light": {"width": 1280}, "phone and dark": {"width": 390, "dark": True}}


def faults_of(page):
    """What axe finds, a line each: the page, the rule, the element, what is wrong with it."""
    violations = Axe().run(page).response["violations"]
    where, nodes = page.url.split("/", 3)[3], [(v["id"], node) for v in violations for node in v["nodes"]]
    return [f"{where}: {rule} {node['html'][:160]} {node['failureSummary']}" for rule, node in nodes]


def overflow_of(page):
    """Whether the page scrolls sideways on the smallest of phones."""
    page.set_viewport_size({"width": 320, "height": 640})
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size({"width": 390, "height": 900})
    return [f"{page.url.split('/', 3)[3]}: {wide} pixels wide at 320"] if wide > 320 else []


def open_(page, path):
    answer = page.goto(path)
    return [] if answer.status == 200 else [f"{path}: {answer.status}"]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("role", ROLES)
def test_nothing_is_found_on_any_page(app, stage, open_as, role, look):
    urls = app.url_map.bind("")
    paths = [urls.build(endpoint, values) for endpoint, values in pages_of(role, stage)]
    page = open_as(stage.people.get(role), **LOOKS[look])
    found = []
    for path in paths:
        found += open_(page, path) or faults_of(page)
        found += overflow_of(page) if "phone" in look else []
    assert found == []


def test_every_page_is_looked_at(app, stage):
    listed = {endpoint for role in ROLES for endpoint, _values in pages_of(role, stage)}
    exists = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in rule.methods}
    assert exists - FILES - REACHED_BY_DOING == listed


FORMS = [  # who, where, which button: sent empty
    ("visitor", "/compte/inscription", "Recevoir mon code"),
    ("visitor", "/compte/connexion", "Recevoir un code"),
    ("visitor", "/envies/nouvelle", "Publier mon envie"),
    ("visitor", "/vote/recu", "Vérifier"),
    ("citizen", "/compte/mot-de-passe", "Enregistrer"),
    ("citizen", "/projets/nouveau", "Commencer ce projet"),
    ("moderator", "/moderation/{idea}", "Refuser"),
    ("reviewer", "/labellisation/{entered}", "Donner mes notes"),
    ("staff", "/labellisation/{entered}", "Décider et prévenir"),
    ("staff", "/comptoirs/nouveau", "Annoncer"),
    ("staff", "/gestion/editions/nouvelle", "Créer l’édition"),
    ("administrator", "/gestion/roles", "Donner ce rôle"),
]


@pytest.mark.parametrize("look", LOOKS)
def test_nothing_is_found_on_a_form_with_errors(stage, open_as, look):
    names = {"idea": stage.ideas[5].public_id, "entered": stage.entered.public_id}
    pages = {role: open_as(stage.people.get(role), **LOOKS[look]) for role in ROLES}
    found = []
    for role, path, label in FORMS:
        page = pages[role]
        page.goto(path.format(**names))
        page.locator("main .form-control").evaluate_all("fields => fields.forEach(field => { field.value = '' })")
        page.get_by_role("main").get_by_role("button", name=label).click()
        expect(page.get_by_role("alert")).to_be_focused()
        found += faults_of(page)
        found += overflow_of(page) if "phone" in look else []
    assert found == []


@pytest.mark.parametrize("look", LOOKS)
def test_nothing_is_found_on_the_way_of_a_vote(stage, open_as, code_for, look):
    page = open_as(None, **LOOKS[look])
    found = []

    def look_here():
        found.extend(faults_of(page))
        found.extend(overflow_of(page) if "phone" in look else [])

    page.goto("/compte/connexion")
    page.get_by_label("Adresse électronique").fill("amel@exemple.fr")
    page.get_by_role("button", name="Recevoir un code").click()
    look_here()
    page.goto(f"/vote/{stage.voting.public_id}/")
    look_here()
    page.goto(f"/vote/{stage.voting.public_id}/verifier")
    look_here()
    page.goto(f"/vote/{stage.voting.public_id}/")
    for n in (1, 2, 3):
        page.get_by_role("button", name=f"Poser un jeton ({stage.proposals[n].title})").click()
        expect(page.get_by_text(f"{n} sur 3", exact=True)).to_be_visible()
    look_here()
    page.get_by_role("link", name="Vérifier mon choix").first.click()
    look_here()
    page.get_by_role("button", name="Recevoir mon code").click()
    look_here()
    for label, text in {
        "Prénom": "Farid",
        "Nom": "Exemple",
        "Année de naissance": "2000",
        "Commune où vous habitez": "Arras",
        "Adresse électronique": "farid@exemple.fr",
    }.items():
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_role("button", name="Recevoir mon code").click()
    look_here()
    page.get_by_label("Code reçu").fill(code_for("farid@exemple.fr"))
    page.get_by_role("button", name="Voter").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vous avez voté.")
    look_here()
    receipt = page.locator("details code").text_content()
    page.goto("/vote/recu")
    page.get_by_label("Votre reçu").fill(receipt)
    page.get_by_role("button", name="Vérifier").click()
    look_here()
    page.goto("/nulle-part")
    look_here()
    assert found == []
