"""Three people, somebody who accompanies them and their host: from an empty dossier to its receipt, and back once.

The founder, one of the two others and the host have a small telephone without JavaScript; the rest a computer with it.
"""

import re
from datetime import timedelta

import pypdfium2
import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.accounts.models import Role
from app.core import clock
from app.core.extensions import db
from app.factors.services.totp import rehearse
from app.notifications.models import OutboxMessage
from app.organisations import commitments
from app.organisations.models import Kind
from app.organisations.services import declaring, engaging
from app.projects import services as projects
from app.projects.status import ProposalStatus
from app.projects.steps import DEFAULT_STEPS
from app.rounds.models import PhaseKind
from app.rounds.themes import Theme
from app.submissions.models import Submission
from tests.journeys.doors import a_comptoir
from tests.journeys.gestures import button, download, fill, link, said
from tests.journeys.stage import town

pytestmark = pytest.mark.one_database
TITLE, HOST = "L’atelier vélo du quai", "Le Fournil"
PARTS = {part.key: part for part in DEFAULT_STEPS}
PROOF = "Douze voisins à chaque réunion, le compte rendu est affiché."


@pytest.fixture
def cast(a_round, people):
    """A round that asks for a comptoir and a carrier; an organisation; a comptoir being held; an empty dossier."""
    round_ = a_round(PhaseKind.SUBMISSION, comptoir_required=True, carrier_required=True)
    team = {name: people(name) for name in ("Amel", "Bruno", "Hugo")}
    team |= {"Driss": people("Driss", Role.STAFF), "Mona": people("Mona", Role.MENTOR)}
    for name in ("Driss", "Mona"):
        rehearse(team[name])
    identity = declaring.Identity(HOST, Kind.ASSOCIATION, town("Arras"), rna="W621234567")
    host = declaring.declare(identity, by=team["Hugo"])
    declaring.confirm(host, by=team["Driss"])
    engaging.accept(host, commitments.version(), by=team["Hugo"])
    event = a_comptoir(round_, team["Driss"])
    event.starts_at, event.ends_at = clock.now() - timedelta(hours=1), clock.now() + timedelta(hours=1)
    told = (TITLE, "Réparer ensemble, le samedi.", "", Theme.TRANSITION, town("Arras"))
    dossier = projects.start_project(*told, by=team["Amel"], round=round_)
    db.session.expire_on_commit = False
    db.session.commit()
    return team, f"/projets/{dossier.public_id}", f"/comptoirs/{event.public_id}", dossier.id


# --- the team -----------------------------------------------------------------------------------------------------


def invite_two(amel):
    """One by mail, one by a link, which is given."""
    link(amel, "Inviter quelqu’un").click()
    amel.get_by_label("Adresse électronique").fill("bruno@exemple.fr")
    button(amel, "Envoyer l’invitation").click()
    said(amel, "L’invitation part")
    amel.get_by_text("Inviter par un lien", exact=True).click()
    by_link = amel.locator("form").filter(has=button(amel, "Faire un lien"))
    by_link.get_by_label("Lire et commenter, sans écrire").check()
    button(amel, "Faire un lien").click()
    return amel.get_by_label("À copier et à donner").input_value()


def link_in_the_mail(address):
    """What the last mail to this address leads to."""
    asked = select(OutboxMessage.body).where(OutboxMessage.to == address).order_by(OutboxMessage.id.desc())
    body = db.session.scalar(asked.limit(1))
    db.session.rollback()
    return re.search(r"https?://\S+", body)[0]


def join(page, address):
    page.goto(address)
    button(page, "Rejoindre l’équipe").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def join_without_an_account(page, address, code_for):
    """The link leads to an account, and comes back to what it offered."""
    page.goto(address)
    page.get_by_role("main").get_by_role("link", name="Créer un compte").click()
    fill(page, {"Votre nom": "Chloé", "Adresse électronique": "chloe@exemple.fr"})
    page.get_by_label("J’ai 15 ans ou plus").check()
    button(page, "Recevoir mon code").click()
    expect(page.get_by_label("Code reçu")).to_be_visible()
    fill(page, {"Code reçu": code_for("chloe@exemple.fr")})
    button(page, "Entrer").click()
    button(page, "Rejoindre l’équipe").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def let_write(amel, path, name):
    amel.goto(path)
    link(amel, "Inviter quelqu’un").click()
    button(amel, f"Laisser écrire ({name})").click()
    said(amel, f"C’est changé pour {name}")


def share_a_task(amel, bruno, path):
    link(amel, "Les tâches").click()
    fill(amel, {"Ce qu’il y a à faire": "Demander un devis pour les outils"})
    amel.get_by_label("Qui s’en charge").select_option("Bruno")
    button(amel, "Ajouter").click()
    bruno.goto(path)
    link(bruno, "Une tâche à faire").click()
    button(bruno, "C’est fait").click()
    expect(bruno.get_by_text("Une tâche faite")).to_be_visible()


# --- the dossier --------------------------------------------------------------------------------------------------


def write(page, path, *keys):
    """Write these parts with their own examples, one after another."""
    for key in keys:
        page.goto(f"{path}/etapes/{key}")
        fill(page, {question.label: question.example for question in PARTS[key].questions if question.required})
        button(page, "Enregistrer et revenir").click()
        said(page, "C’est enregistré.")


def remark_and_answer(chloe, amel, path):
    question = PARTS["need"].questions[0].label
    chloe.goto(f"{path}/etapes/need")
    link(chloe, "Écrire une remarque").click()
    fill(chloe, {"Votre remarque": "Combien de familles en tout ?"})
    button(chloe, "Envoyer").click()
    expect(chloe.get_by_text("Combien de familles en tout ?")).to_be_visible()
    amel.goto(f"{path}/etapes/need")
    amel.get_by_text("Une remarque ouverte").click()
    link(amel, f"Répondre ou régler ({question})").click()
    button(amel, "C’est réglé").click()
    expect(amel.get_by_text("Une remarque réglée")).to_be_visible()


def balance(bruno, path):
    """Expenses and resources that meet; the sum that is asked."""
    bruno.goto(f"{path}/budget")
    link(bruno, "Commencer le tableau").click()
    row = bruno.get_by_role("group", name="Dépenses, ligne 1", exact=True)
    row.get_by_label("Libellé").fill("Outils et pièces")
    row.get_by_label("Montant (€)").fill("8000")
    bruno.get_by_label("Somme demandée").fill("6000")
    row = bruno.get_by_role("group", name="Autres ressources, ligne 1", exact=True)
    row.get_by_label("Libellé").fill("Ville d’Arras")
    row.get_by_label("Montant (€)").fill("2000")
    button(bruno, "Enregistrer le budget").click()
    said(bruno, "Le budget est enregistré.")


def prove(chloe, path):
    """Each criterion, with a proof for each of its questions."""
    for _criterion in range(3):
        chloe.goto(f"{path}/criteres")
        link(chloe, "Répondre").first.click()
        for group in chloe.get_by_role("group", name="Question").all():
            group.get_by_label("3 : c’est en place").check()
            group.get_by_label("Votre preuve").fill(PROOF)
        button(chloe, "Enregistrer").click()
        said(chloe, "C’est noté")
    expect(chloe.get_by_text("C’est une estimation, pas une promesse")).to_be_visible()


# --- those who help -----------------------------------------------------------------------------------------------


def be_hosted(amel, hugo, path):
    """The organisation is asked, reads it in its news, says what it takes on."""
    amel.goto(path)
    link(amel, "Choisir une structure porteuse").click()
    amel.get_by_role("searchbox", name="Chercher une structure").fill("fournil")
    amel.keyboard.press("Enter")
    amel.get_by_label(HOST).check()
    amel.get_by_label("Un mot pour la structure").fill("Nous sommes trois voisins.")
    button(amel, "Demander à cette structure").click()
    open_news(hugo, "Structure porteuse")
    expect(hugo.get_by_text("Nous sommes trois voisins.")).to_be_visible()
    button(hugo, "Accepter de le porter").click()
    expect(hugo.get_by_role("alert")).to_contain_text("Cochez au moins une chose")
    hugo.get_by_label("Le compte bancaire").check()
    button(hugo, "Accepter de le porter").click()
    open_news(amel, "Structure porteuse")
    expect(amel.get_by_text("Le compte bancaire")).to_be_visible()


def open_news(page, words):
    page.goto("/notifications")
    button(page, words).first.click()


def be_accompanied(mona, amel, path):
    """She says what she offers, is told why this project is near, takes it on, writes a note that the team reads."""
    mona.goto("/accompagnement/")
    link(mona, "À accompagner").click()
    link(mona, "Dire ce que je peux accompagner").click()
    fill(mona, {"Qui vous êtes, ce que vous pouvez apporter": "J’aide à écrire."})
    button(mona, "Enregistrer").click()
    mona.goto("/accompagnement/")
    link(mona, "À accompagner").click()
    link(mona, TITLE).click()
    button(mona, "J’accompagne ce projet").click()
    mona.get_by_text("Écrire une note").click()
    fill(mona, {"Votre note": "Le besoin est clair. Précisez les dates."})
    mona.get_by_label("Partager avec l’équipe du projet").check()
    button(mona, "Garder la note").click()
    amel.goto(path)
    link(amel, "L’accompagnement et les rencontres").click()
    expect(amel.get_by_text("Précisez les dates.")).to_be_visible()
    expect(link(amel, "Mona")).to_be_visible()


def come_to_the_comptoir(driss, comptoir):
    """Somebody of the team who was not on the list is at the door."""
    driss.goto(f"{comptoir}/accueil")
    fill(driss, {"Nom": "Chloé"})
    driss.get_by_label("Adresse électronique").fill("chloe@exemple.fr")
    button(driss, "Ajouter, et noter sa présence").click()
    expect(driss.locator(".desk__one", has_text="Chloé")).to_contain_text(re.compile("présent|envoyé"))


# --- the end ------------------------------------------------------------------------------------------------------


def submit(amel, path):
    amel.goto(path)
    link(amel, "Relire et déposer").click()
    button(amel, "Déposer mon dossier").click()
    said(amel, "Votre dossier est déposé.")
    expect(amel.get_by_role("heading", level=1)).to_have_text("Accusé de réception")


def read_pdf(path):
    pages = pypdfium2.PdfDocument(path)
    return " ".join(page.get_textpage().get_text_range() for page in pages)


def send_back_and_again(driss, amel, path):
    """One thing is asked for; it is written; the dossier goes again."""
    driss.goto(path)
    link(driss, "Demander de compléter ce dossier").click()
    driss.get_by_label("Le calendrier").fill("Quand ouvrez-vous ?")
    button(driss, "Renvoyer et prévenir").click()
    said(driss, "Le dossier est renvoyé")
    amel.goto(f"{path}/etapes/plan")
    amel.get_by_label(PARTS["plan"].questions[0].label).fill("Ouverture le 6 mars, puis chaque samedi.")
    button(amel, "Enregistrer et revenir").click()
    submit(amel, path)


def test_three_people_complete_a_dossier_together(cast, open_as, open_page, code_for, tmp_path):
    team, path, comptoir, key = cast
    phone = {"javascript": False, "width": 320}
    amel, hugo = (open_as(team[name], **phone) for name in ("Amel", "Hugo"))
    bruno, mona, driss = (open_as(team[name]) for name in ("Bruno", "Mona", "Driss"))
    chloe = open_page(**phone)
    amel.goto(path)
    given = invite_two(amel)
    join(bruno, link_in_the_mail("bruno@exemple.fr"))
    join_without_an_account(chloe, given, code_for)
    let_write(amel, path, "Chloé")
    share_a_task(amel, bruno, path)
    write(amel, path, "need", "objectives")
    write(bruno, path, "team", "partners", "plan")
    write(chloe, path, "criteria", "impact", "pitch")
    remark_and_answer(chloe, amel, path)
    be_accompanied(mona, amel, path)
    balance(bruno, path)
    prove(chloe, path)
    amel.goto(path)
    expect(amel.get_by_text("Ce qui manque encore")).to_be_visible()
    be_hosted(amel, hugo, path)
    amel.goto(path)
    expect(amel.get_by_text("Il reste à participer à un comptoir")).to_be_visible()
    come_to_the_comptoir(driss, comptoir)
    amel.goto(f"{path}/deposer")
    recap = read_pdf(download(amel, "Télécharger en PDF", tmp_path))
    assert TITLE in recap and HOST in recap and "Outils et pièces" in recap
    submit(amel, path)
    assert "Accusé" in read_pdf(download(amel, "Télécharger en PDF", tmp_path))
    send_back_and_again(driss, amel, path)
    sent = db.session.scalars(select(Submission).where(Submission.project_id == key).order_by(Submission.id)).all()
    assert [one.proposal.status for one in sent] == [ProposalStatus.REPLACED, ProposalStatus.ENTERED]
