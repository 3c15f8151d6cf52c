"""The whole path with six people, clicking and typing as they would: from an idea to a certificate one can check."""

import json
import re
import shlex
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from app.accounts.models import Role
from app.core import clock
from app.core.extensions import db
from app.factors.services.totp import rehearse
from app.projects.steps import BUDGET, DEFAULT_STEPS
from app.rounds.models import PHASE_NAMES, PhaseKind
from app.rounds.queries import current_round
from tests.journeys import stage
from tests.journeys.gestures import button, download, fill, link, said, sign_in, staff_menu
from voting import pabulib
from voting.certificate import verify

ROUND = "Budget citoyen de la côte"
IDEA = "Un café des enfants le mercredi"
OTHERS = ["La ressourcerie du port", "Les jardins du terril", "Une radio de quartier"]
FARID = {
    "Prénom": "Farid",
    "Nom": "Exemple",
    "Commune où vous habitez": "Béthune",
    "Adresse électronique": "famille@exemple.fr",
}


def phase_row(page, phase):
    return page.get_by_role("row", name=re.compile(f"^{phase} "))


def open_phases(page, *phases):
    staff_menu(page, "Éditions")
    link(page, ROUND).click()
    for phase in phases:
        if phase == "Vote":  # it freezes the rules: asked once more
            link(phase_row(page, phase), "Ouvrir").click()
            button(page, "Ouvrir").click()
        else:
            button(phase_row(page, phase), "Ouvrir").click()
        said(page, f"La phase « {phase} » est ouverte.")


def ask_to_close(page, *phases):
    staff_menu(page, "Éditions")
    link(page, ROUND).click()
    for phase in phases:
        link(phase_row(page, phase), "Demander la clôture").click()
        fill(page, {"Raison (facultatif)": "Tout est arrivé."})
        button(page, "Demander la clôture").click()
        said(page, "La phase reste ouverte jusqu’à ce qu’une autre personne confirme.")


def confirm_closing(page, *phases):
    for phase in phases:
        staff_menu(page, "Ce qui m’attend")
        link(page, f"Confirmer la clôture de « {phase} »").click()
        link(phase_row(page, phase), "Confirmer la clôture").click()
        button(page, "Confirmer la clôture").click()
        said(page, f"La phase « {phase} » est close.")


def create_the_round(driss):
    year = stage.dates()[PhaseKind.VOTE][0].year
    staff_menu(driss, "Éditions")
    link(driss, "Créer une édition").click()
    fill(driss, {"Nom de l’édition": ROUND, "Année": str(year), "Enveloppe, en euros": "20 000"})
    driss.get_by_role("radio", name="Pas-de-Calais").check()
    for kind, (first, last) in stage.dates().items():
        days = driss.get_by_role("group", name=str(PHASE_NAMES[kind]), exact=True)
        fill(days, {"Premier jour": first.isoformat(), "Dernier jour": last.isoformat()})
    button(driss, "Créer l’édition").click()
    link(driss, "Écrire le règlement").click()
    expect(driss.get_by_label("Projets par bulletin")).to_have_value("3")
    button(driss, "Publier cette version").click()
    said(driss, "La version 1 du règlement est publiée.")
    button(driss, "Publier l’édition").click()
    open_phases(driss, "Envies", "Dépôt des dossiers")


def post_the_idea(amel, code_for):
    amel.goto("/envies/")
    link(amel, "Déposer mon envie").first.click()
    fill(
        amel,
        {
            "Votre envie en une phrase": IDEA,
            "Commune": "bethune",
            "Racontez-la en quelques lignes": "Le mercredi, les enfants du quartier n’ont nulle part où aller.",
        },
    )
    amel.get_by_label("Thème").select_option("Lutte contre l’isolement")
    button(amel, "Publier mon envie").click()
    fill(amel, {"Votre nom": "Amel", "Adresse électronique": "amel@exemple.fr"})
    amel.get_by_label("J’ai 15 ans ou plus").check()
    button(amel, "Recevoir mon code").click()
    fill(amel, {"Code reçu": code_for("amel@exemple.fr")})
    button(amel, "Entrer").click()
    expect(amel.get_by_role("heading", level=1)).to_have_text(IDEA)  # what was typed has waited, and is sent by itself
    said(amel, "Votre envie est enregistrée.")


def publish_the_idea(bruno):
    staff_menu(bruno, "Modération")
    link(bruno, IDEA).click()
    button(bruno, "Publier").click()
    said(bruno, "paraît ; la personne est prévenue")


def grow_the_project(amel, driss):
    amel.reload()
    button(amel, "En faire un projet").click()
    amel.get_by_role("link", name="Le besoin", exact=True).click()
    for part in DEFAULT_STEPS:
        expect(amel.get_by_role("heading", level=1)).to_have_text(part.title)
        if part.key == BUDGET:
            write_the_budget(amel)
            continue
        fill(amel, {question.label: question.example for question in part.questions if question.required})
        button(amel, "Enregistrer et continuer").click()
    expect(amel.get_by_text("Il reste à participer à un comptoir")).to_be_visible()
    waive_the_comptoir(driss)
    amel.reload()
    expect(amel.get_by_role("heading", name="Tout est prêt")).to_be_visible()
    link(amel, "Relire et déposer").click()
    button(amel, "Déposer mon dossier").click()
    said(amel, "Votre dossier est déposé.")


def write_the_budget(amel):
    link(amel, "Commencer le tableau").click()
    row = amel.get_by_role("group", name="Dépenses, ligne 1", exact=True)
    row.get_by_label("Libellé").fill("Tout ce qu’il faut")
    row.get_by_label("Montant (€)").fill("8000")
    amel.get_by_label("Somme demandée").fill("6000")
    row = amel.get_by_role("group", name="Autres ressources, ligne 1", exact=True)
    row.get_by_label("Compte").select_option(label="75 – Autres produits de gestion courante")
    row.get_by_label("Libellé").fill("Ventes de gâteaux")
    row.get_by_label("Montant (€)").fill("2000")
    button(amel, "Enregistrer le budget").click()
    said(amel, "Le budget est enregistré.")
    link(amel, IDEA).first.click()
    amel.get_by_role("link", name="Les trois critères", exact=True).click()


def waive_the_comptoir(driss):
    staff_menu(driss, "Dossiers")
    link(driss, IDEA).click()
    link(driss, "Autoriser sans comptoir").click()
    fill(driss, {"Pourquoi ce dossier peut se passer d’un comptoir": "Équipe rencontrée à son local en février."})
    button(driss, "Autoriser").click()
    said(driss, "Ce dossier peut être déposé sans comptoir.")


def other_dossiers():
    """Three neighbours submit theirs, behind the scene."""
    round_ = current_round()
    for title in OTHERS:
        stage.a_proposal(round_, stage.a_person(f"Porteur{title[-4:]}".lower()), title)
    db.session.commit()


def score(chloe):
    staff_menu(chloe, "Labellisation")
    for title in [IDEA, *OTHERS]:
        link(chloe, title).click()
        for criterion in ("Coopération", "Innovation sociale", "Économie sociale et solidaire"):
            chloe.get_by_role("group", name=criterion, exact=True).get_by_role("radio", name="3").check()
            fill(chloe, {f"Votre raison ({criterion})": "Des preuves, et des voisins engagés."})
        button(chloe, "Donner mes notes").click()
        said(chloe, "Vos notes sont données")
        staff_menu(chloe, "Labellisation")


def give_labels(driss):
    for title in [IDEA, *OTHERS]:
        staff_menu(driss, "Labellisation")
        link(driss, title).click()
        driss.get_by_role("radio", name="Donner le label").check()
        fill(driss, {"Raison, ou ce qui manque": "Un projet solide et attendu."})
        button(driss, "Décider et prévenir").click()
        said(driss, "c’est décidé")


def place(farid, *titles):
    for title in titles:
        button(farid, f"Poser un jeton ({title})").click()
        expect(button(farid, f"Retirer mon jeton ({title})")).to_be_visible()


def vote_with_mistakes(farid, code_for):
    farid.goto("/envies/")
    farid.get_by_text("Menu", exact=True).click()
    link(farid, "Le vote").last.click()
    place(farid, IDEA, OTHERS[0])
    expect(farid.get_by_text("Vous n’avez pas encore voté. Continuez à choisir.").first).to_be_visible()
    expect(link(farid, "Vérifier mon choix")).to_have_count(0)
    place(farid, OTHERS[1])
    button(farid, f"Poser un jeton ({OTHERS[2]})").click()
    expect(farid.get_by_text("Vos 3 jetons sont déjà posés.").first).to_be_visible()
    link(farid, "Vérifier mon choix").first.click()
    fill(farid, FARID | {"Année de naissance": str(clock.today().year - 9), "Commune où vous habitez": "Lille"})
    button(farid, "Recevoir mon code").click()
    expect(farid.get_by_role("alert")).to_contain_text("Lille n’est pas une commune")
    fill(farid, {"Commune où vous habitez": "Béthune"})
    button(farid, "Recevoir mon code").click()
    expect(farid.get_by_role("alert")).to_contain_text("Il faut avoir 11 ans")
    ask_for_the_code(farid)
    fill(farid, {"Code reçu par courriel": wrong(code_for(FARID["Adresse électronique"]))})
    button(farid, "Voter").click()
    expect(farid.get_by_role("alert")).to_contain_text("Il vous reste 4 essais.")
    return confirm(farid, code_for)


def vote_again(farid, code_for):
    link(farid, "Revenir aux projets").click()
    place(farid, OTHERS[2], IDEA, OTHERS[1])
    link(farid, "Vérifier mon choix").first.click()
    ask_for_the_code(farid)
    receipt = confirm(farid, code_for)
    expect(farid.get_by_text("Votre nouveau choix remplace le précédent.")).to_be_visible()
    return receipt


def ask_for_the_code(farid):
    fill(farid, FARID | {"Année de naissance": str(clock.today().year - 12)})
    button(farid, "Recevoir mon code").click()
    expect(farid.get_by_role("heading", level=1)).to_have_text("Confirmer mon vote")


def confirm(farid, code_for):
    fill(farid, {"Code reçu par courriel": code_for(FARID["Adresse électronique"])})
    button(farid, "Voter").click()
    expect(farid.get_by_role("heading", level=1)).to_have_text("Vous avez voté.")
    with farid.expect_download() as download:
        link(farid, "Télécharger le reçu").click()
    return download.value.path().read_text()


def wrong(code):
    return f"{(int(code) + 1) % 1_000_000:06d}"


def check_receipt(page, receipt, answer):
    page.goto("/vote/recu")
    fill(page, {"Votre reçu": receipt})
    button(page, "Vérifier").click()
    expect(page.get_by_text(answer, exact=True)).to_be_visible()


def count_and_sign(driss):
    staff_menu(driss, "Résultats")
    driss.get_by_role("link", name=ROUND, exact=True).click()
    button(driss, "Dépouiller").click()
    said(driss, "Le vote est dépouillé.")
    button(driss, "Signer").click()
    said(driss, "Votre signature est enregistrée")
    expect(button(driss, "Signer")).to_have_count(0)  # the second signature is somebody else's


def sign_and_proclaim(elise):
    staff_menu(elise, "Résultats")
    elise.get_by_role("link", name=ROUND, exact=True).click()
    button(elise, "Signer").click()
    button(elise, "Proclamer").click()
    said(elise, "Le résultat est public")


def check_the_result(visitor, folder):
    """Anybody reads the result, downloads the certificate and the ballots, and runs the command the page gives."""
    visitor.goto("/envies/")
    link(visitor, "Les résultats").first.click()
    link(visitor, ROUND).click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text(f"Résultats : {ROUND}")
    certificate = json.loads(download(visitor, "Certificat (JSON)", folder).read_text())
    ballots = pabulib.read(download(visitor, "Bulletins (.pb)", folder)).ballots
    assert verify(certificate, ballots) == []
    names = {candidate["id"]: candidate["name"] for candidate in certificate["election"]["candidates"]}
    assert [sorted(names[code] for code in ballot) for ballot in ballots] == [sorted([IDEA, OTHERS[1], OTHERS[2]])]
    shown = visitor.get_by_text("python -m voting verify").inner_text()
    said = subprocess.run(
        [sys.executable, *shlex.split(shown)[1:]],
        cwd=folder,
        env={"PYTHONPATH": "/".join(__file__.split("/")[:-3])},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert said == "Le nouveau comptage donne exactement le résultat certifié.\n"


@pytest.mark.slow
def test_six_people_go_from_an_idea_to_a_certificate(app, open_page, people, code_for, tmp_path):
    for name, role in (
        ("Bruno", Role.MODERATOR),
        ("Chloé", Role.REVIEWER),
        ("Driss", Role.STAFF),
        ("Élise", Role.STAFF),
    ):
        rehearse(people(name, role))
    db.session.commit()
    driss, amel, farid = sign_in(open_page(), "Driss", code_for), open_page(), open_page(width=390)
    create_the_round(driss)
    post_the_idea(amel, code_for)
    publish_the_idea(sign_in(open_page(), "Bruno", code_for))
    grow_the_project(amel, driss)
    other_dossiers()
    open_phases(driss, "Labellisation")
    score(sign_in(open_page(), "Chloé", code_for))
    give_labels(driss)
    ask_to_close(driss, "Dépôt des dossiers", "Labellisation")
    elise = sign_in(open_page(), "Élise", code_for)
    confirm_closing(elise, "Dépôt des dossiers", "Labellisation")
    open_phases(driss, "Vote")
    first, second = vote_with_mistakes(farid, code_for), vote_again(farid, code_for)
    ask_to_close(driss, "Vote")
    confirm_closing(elise, "Vote")
    count_and_sign(driss)
    sign_and_proclaim(elise)
    visitor = open_page()
    check_the_result(visitor, tmp_path)
    check_receipt(visitor, second, "Ce bulletin est dans l’urne")
    check_receipt(visitor, first, "La signature est valable, mais le bulletin n’est pas dans l’urne")
