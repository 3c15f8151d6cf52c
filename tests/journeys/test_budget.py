"""A budget is typed, added up, taken out and in; criteria are proved and estimated: with JavaScript, then without."""

import pytest
from playwright.sync_api import expect

from app.budgets.queries import totals
from app.core.extensions import db
from tests.journeys.gestures import button, download, link, said
from tests.journeys.stage import a_dossier

pytestmark = pytest.mark.one_database


def figures(text):
    """The digits of an amount: spaces and signs are the language's affair."""
    return int("".join(sign for sign in text if sign.isdigit()))


@pytest.mark.parametrize(("width", "javascript"), [(1280, True), (320, False)])
def test_a_budget_adds_up_and_the_criteria_estimate_the_grant(stage, open_as, tmp_path, width, javascript):
    dossier = a_dossier(stage.voting, stage.people["citizen"], "Le four du quai")
    db.session.commit()
    address, complaints = f"/projets/{dossier.public_id}", []
    before = totals(dossier).expenses
    amel = open_as(stage.people["citizen"], width=width, javascript=javascript)
    amel.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    amel.goto(f"{address}/budget")
    link(amel, "Modifier le tableau").click()
    expenses = amel.locator("[data-total=expense]")
    assert figures(expenses.inner_text()) == before // 100
    row = amel.get_by_role("group", name="Dépenses, ligne").filter(has=amel.locator("[data-amount]")).last
    row.get_by_label("Libellé").fill("Farine")
    row.get_by_label("Montant (€)").fill("100")
    if not javascript:
        button(amel, "Recalculer").click()
    expect(amel.locator("[data-balance]")).to_contain_text("Il manque 100")
    assert figures(expenses.inner_text()) == before // 100 + 100
    button(amel, "Enregistrer le budget").click()
    said(amel, "Le budget est enregistré.")
    kept = download(amel, "Télécharger le tableau (.xlsx)", tmp_path)
    link(amel, "Reprendre un tableau rempli ailleurs").click()
    amel.get_by_label("Votre tableau (.xlsx)").set_input_files(kept)
    button(amel, "Lire ce fichier").click()
    expect(amel.get_by_text("rien n’est encore gardé").first).to_be_visible()
    assert figures(expenses.inner_text()) == before // 100 + 100
    button(amel, "Enregistrer le budget").click()
    said(amel, "Le budget est enregistré.")
    amel.goto(f"{address}/criteres")
    expect(amel.get_by_role("heading", name="Estimation de la subvention")).to_be_visible()
    link(amel, "Modifier").first.click()
    first = amel.get_by_role("group", name="Question 1")
    first.get_by_label("4 : c’est en place, et d’autres").check()
    first.get_by_label("Votre preuve").fill("Trois fournils voisins ont repris nos plans.")
    button(amel, "Enregistrer").click()
    said(amel, "C’est noté")
    expect(amel.get_by_text("Trois fournils voisins")).to_be_visible()
    expect(amel.get_by_text("C’est une estimation, pas une promesse")).to_be_visible()
    assert complaints == []
