"""What people send by mistake: each time one clear sentence where it happens, and what was typed is still there."""

import re
from datetime import timedelta

import pytest
import xlsxwriter
from playwright.sync_api import expect

from app.accounts.models import Role
from app.core import clock
from app.core.extensions import db
from app.events import services as events
from app.rounds.models import PhaseKind
from app.territories.outlines import load_outlines
from tests.app.explore.conftest import feature, geojson, square
from tests.journeys.doors import a_comptoir
from tests.journeys.gestures import button, fill, link, said
from tests.journeys.stage import a_dossier

pytestmark = pytest.mark.one_database
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<style>p.MsoNormal {mso-style-name:Normal;}</style></head><body>
<p class=MsoNormal style='mso-margin-top-alt:auto'>Les parents travaillent.<o:p></o:p></p>
<p class=MsoListParagraph><![if !supportLists]>\uf0b7\xa0<![endif]>un goûter<o:p></o:p></p></body></html>"""
PASTED = "Le mercredi\u2028\uf0b7\tun goûter pour les enfants\n\uf0b7\tdes jeux\u00ad pour les parents\x0b"
HEAVY = 80 * 1024 * 1024


def refused(page, sentence):
    """The summary of errors says so, and takes the focus."""
    expect(page.get_by_role("alert")).to_contain_text(sentence)


@pytest.mark.parametrize("look", [{}, {"javascript": False, "width": 320}], ids=["javascript", "without"])
def test_an_envie_with_a_huge_photo_a_word_document_and_a_pin_in_the_sea(a_round, people, open_as, tmp_path, look):
    a_round(ideas_moderated="after")
    amel = people("Amel")
    load_outlines(geojson(feature(square(2, 50, 3, 51), code="62041", nom="Arras")), by=None)
    db.session.commit()
    photo = tmp_path / "photo.jpg"
    with photo.open("wb") as file:
        file.truncate(HEAVY)
    page = open_as(amel, **look)
    page.goto("/envies/nouvelle")
    fill(page, {"Votre envie en une phrase": "Un goûter le mercredi", "Commune": "Arras"})
    story = page.get_by_label("Racontez-la en quelques lignes")
    story.fill(WORD)
    page.get_by_label("Thème").select_option("Lutte contre l’isolement")
    page.get_by_text("Ajouter une photo").click()
    page.get_by_label("Photo").set_input_files(photo)
    page.get_by_label("Décrivez l’image").fill("Une table et des chaises")
    if look:
        button(page, "Publier mon envie").click()
        refused(page, "Cette photo est trop lourde : 15 Mo au plus.")
    else:  # said as soon as it is chosen, and left out: nothing is sent in vain
        refused(page, "Ce fichier pèse 80 Mo, et le plus lourd possible 15 Mo")
        expect(page.get_by_label("Photo")).to_have_value("")
    expect(page.get_by_label("Votre envie en une phrase")).to_have_value("Un goûter le mercredi")
    expect(page.get_by_label("Décrivez l’image")).to_have_value("Une table et des chaises")
    if look:
        expect(story).to_have_value("Les parents travaillent.\n- un goûter")
    story.fill(PASTED)
    page.get_by_label("Décrivez l’image").fill("")
    button(page, "Publier mon envie").click()
    said(page, "Votre envie est publiée")
    for point in ("un goûter pour les enfants", "des jeux pour les parents"):
        expect(page.get_by_role("listitem").filter(has_text=re.compile(f"^{point}$"))).to_be_visible()

    link(page, "Placer sur la carte").click()
    page.get_by_label("Latitude").fill("50,7")
    page.get_by_label("Longitude").fill("1,2")
    button(page, "Enregistrer le repère").click()
    refused(page, "en mer, ou hors du territoire")
    expect(page.get_by_label("Longitude")).to_have_value("1,2")


def test_a_workbook_whose_formulas_have_no_result_is_read_once_mended(a_round, people, open_as, tmp_path):
    dossier = a_dossier(a_round(PhaseKind.SUBMISSION), people("Amel"), "Le four du quai")
    db.session.commit()
    address = f"/projets/{dossier.public_id}/budget"
    page = open_as(dossier.holder)
    page.goto(address)
    link(page, "Reprendre un tableau rempli ailleurs").click()
    page.get_by_label("Votre tableau (.xlsx)").set_input_files(workbook(tmp_path / "brut.xlsx", result=""))
    button(page, "Lire ce fichier").click()
    refused(page, "la formule n’a pas de résultat")
    page.get_by_label("Votre tableau (.xlsx)").set_input_files(workbook(tmp_path / "fini.xlsx", result=80))
    button(page, "Lire ce fichier").click()
    expect(page.get_by_text("Ces cellules contiennent une formule, lue par son résultat : C2.")).to_be_visible()
    expect(page.get_by_label("Montant (€)").first).to_have_value("80")
    page.goto(address)
    expect(page.get_by_text("Outils et pièces")).to_be_visible()  # nothing was kept


def workbook(path, result):
    """One expense whose amount is a formula."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Budget")
        sheet.write_row(0, 0, ["Compte", "Libellé", "Montant"])
        sheet.write_row(1, 0, [60, "Farine"])
        sheet.write_formula(1, 2, "=40*2", None, result)
    return path


@pytest.mark.parametrize("javascript", [True, False])
def test_the_last_seat_goes_or_the_meeting_begins_while_one_fills_the_form(a_round, people, open_as, javascript):
    staff, amel, bruno = people("Driss", Role.STAFF), people("Amel"), people("Bruno")
    event = a_comptoir(a_round(PhaseKind.COMPTOIRS), staff)
    event.seats, event.waiting_places = 1, 0
    db.session.expire_on_commit = False
    db.session.commit()
    page = open_as(amel, width=390, javascript=javascript)
    page.goto(f"/comptoirs/{event.public_id}")
    link(page, "Je m’inscris").click()
    note = page.get_by_label("Autre chose à savoir")
    note.fill("Je viens en fauteuil.")
    events.register(event, by=bruno)
    db.session.commit()
    button(page, "Je m’inscris").click()
    refused(page, "Toutes les places sont prises")
    expect(note).to_have_value("Je viens en fauteuil.")

    event.starts_at, event.ends_at = clock.now() - timedelta(hours=3), clock.now() - timedelta(hours=1)
    db.session.commit()
    button(page, "Je m’inscris").click()
    refused(page, "Ce rendez-vous a déjà commencé")
    expect(note).to_have_value("Je viens en fauteuil.")
    page.goto(f"/comptoirs/{event.public_id}")
    expect(page.get_by_text("Ce rendez-vous a déjà eu lieu. D’autres viennent.")).to_be_visible()
    expect(link(page, "Je m’inscris")).to_have_count(0)
