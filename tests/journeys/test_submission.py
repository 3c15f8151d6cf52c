"""A dossier is read again, sent, received, sent back and sent again: with JavaScript, then on a small phone without."""

import pypdfium2
import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.core.extensions import db
from app.projects.status import ProposalStatus
from app.submissions.models import Submission
from tests.journeys.gestures import button, link, said
from tests.journeys.stage import a_dossier

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(("width", "javascript"), [(1280, True), (320, False)])
def test_a_dossier_is_sent_sent_back_and_sent_again(stage, open_as, tmp_path, width, javascript):
    citizen, staff = stage.people["citizen"], stage.people["staff"]
    dossier = a_dossier(stage.voting, citizen, "La cantine du quai")
    dossier.comptoir_waiver = "Équipe rencontrée sur place."
    db.session.commit()
    address, key = f"/projets/{dossier.public_id}", dossier.id
    amel = open_as(citizen, width=width, javascript=javascript)
    amel.goto(address)
    link(amel, "Relire et déposer").click()
    expect(amel.get_by_role("heading", name="Le besoin")).to_be_visible()
    button(amel, "Déposer mon dossier").click()
    said(amel, "Votre dossier est déposé.")
    expect(amel.get_by_role("heading", level=1)).to_have_text("Accusé de réception")
    with amel.expect_download() as got:
        link(amel, "Télécharger en PDF").click()
    assert got.value.suggested_filename.startswith("accuse-de-reception-")
    got.value.save_as(tmp_path / "recu.pdf")
    assert len(pypdfium2.PdfDocument(tmp_path / "recu.pdf")) >= 2
    odile = open_as(staff, width=width, javascript=javascript)
    odile.goto(address)
    link(odile, "Demander de compléter ce dossier").click()
    button(odile, "Renvoyer et prévenir").click()
    expect(odile.get_by_role("alert")).to_contain_text("Dites ce qui manque")
    odile.get_by_label("Le calendrier").fill("Quand ouvrez-vous ?")
    button(odile, "Renvoyer et prévenir").click()
    said(odile, "Le dossier est renvoyé")
    amel.goto("/notifications")
    amel.get_by_role("button", name="Votre dossier « La cantine du quai » est à compléter").first.click()
    expect(amel.get_by_text("Quand ouvrez-vous ?").first).to_be_visible()
    link(amel, "Relire et déposer").click()
    button(amel, "Déposer mon dossier").click()
    said(amel, "Votre dossier est déposé.")
    db.session.expire_all()
    received = db.session.scalars(select(Submission).where(Submission.project_id == key).order_by(Submission.id)).all()
    assert [each.proposal.status for each in received] == [ProposalStatus.REPLACED, ProposalStatus.ENTERED]
