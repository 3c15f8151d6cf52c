"""A labelling season: three blind readers, a committee, one who steps back, decisions announced by two, letters."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.accounts.models import Role
from app.committees import services as committees
from app.committees.models import Seat
from app.core import clock
from app.core.extensions import db
from app.labelling.models import LabelRelease
from app.projects.models import Member, MemberRole
from app.projects.status import ProposalStatus
from app.reviews import services as reviews
from app.reviews.models import Criterion
from app.rounds.models import PhaseKind
from tests.journeys.gestures import button, download, fill, link, said
from tests.journeys.stage import a_person, a_proposal, a_round

pytestmark = pytest.mark.one_database


@pytest.fixture
def season(app):
    """A round being labelled, contestation open too, so that one evening shows it all; committed."""
    db.session.expire_on_commit = False
    driss, elise, fatou = (a_person(name, Role.STAFF) for name in ("Driss", "Élise", "Fatou"))
    readers = [a_person(name, Role.REVIEWER) for name in ("Rémi", "Sonia", "Tariq")]
    holders = [a_person("Amel"), a_person("Bruno")]
    round_ = a_round("Budget citoyen", clock.today().year, driss, PhaseKind.CONTESTATION)
    titles = ("L’atelier vélo", "Le four à pain")
    proposals = [a_proposal(round_, holder, title) for holder, title in zip(holders, titles, strict=True)]
    for reader, seat in zip(readers, (Seat.CHAIR, Seat.MEMBER, Seat.MEMBER), strict=True):
        committees.give_seat(round_, reader.email, seat, by=driss)
    db.session.add(Member(project=proposals[0].project, person=readers[2], role=MemberRole.READER))  # Tariq, since
    db.session.commit()
    return driss, elise, fatou, readers, holders, round_, proposals


def test_a_season_from_marks_to_letters_and_an_appeal(season, open_as, tmp_path):
    driss, elise, fatou, readers, holders, round_, proposals = season
    _read_blind(open_as, readers, proposals)
    page = open_as(driss)
    page.goto("/comite/")
    link(page, "Préparer une séance").click()
    fill(page, {"Jour": clock.today().isoformat(), "Heure": "23:59", "Lieu": "Arras"})
    button(page, "Préparer cette séance").click()
    said(page, "La séance est préparée")
    for title in ("L’atelier vélo", "Le four à pain"):
        page.get_by_label(title).check()
    button(page, "Mettre à l’ordre du jour").click()
    button(page, "Convoquer les membres").click()
    said(page, "3 membres convoqués.")
    button(page, "Ouvrir la séance").click()
    expect(page.get_by_text("Le quorum n’est pas atteint").first).to_be_visible()
    page.go_back()
    for name in ("Rémi", "Sonia", "Tariq"):
        page.get_by_label(name).check()
    button(page, "Noter les présences").click()
    button(page, "Ouvrir la séance").click()
    said(page, "La séance est ouverte.")
    _speak(page, open_as, readers)
    link(page, "Séance du").first.click()
    button(page, "Lever la séance").click()
    expect(page.get_by_text("Tariq se retire (de l’équipe du projet)")).to_be_visible()
    assert download(page, "Télécharger (PDF)", tmp_path).name == "proces-verbal.pdf"
    _announce(page, open_as(elise), round_, driss)
    assert [each.status for each in proposals] == [ProposalStatus.LABELLED, ProposalStatus.REFUSED]
    db.session.commit()  # pages wait for whoever reads
    _contest(open_as(holders[1]), open_as(fatou), page.url)
    db.session.expire_all()
    assert proposals[1].status is ProposalStatus.LABELLED


def _read_blind(open_as, readers, proposals):
    """Nobody reads what another wrote before having written."""
    for number, reader in enumerate(readers):
        for proposal in proposals:
            if number == 1:
                page = open_as(reader)
                page.goto(f"/labellisation/{proposal.public_id}")
                expect(page.get_by_role("heading", level=1)).to_have_text(proposal.title)
                expect(page.get_by_text("Mot de Rémi")).to_have_count(0)
            if number == 2 and proposal is proposals[0]:
                continue  # Tariq is of its team
            marks = dict.fromkeys(Criterion, (3, f"Mot de {reader.name}"))
            reviews.write_review(proposal, marks, by=reader)
            db.session.commit()


def _speak(page, open_as, readers):
    """The first dossier by names, one from their own telephone; the second by hands, reached with the arrow."""
    expect(page.get_by_role("heading", level=1)).to_have_text("L’atelier vélo")
    address = page.url
    sonia = open_as(readers[1], width=390)
    sonia.goto(address)
    sonia.get_by_label("Pour").check()
    button(sonia, "Donner ma voix").click()
    said(sonia, "Votre voix est notée.")
    page.reload()
    expect(button(page, "Pour (Tariq)")).to_have_count(0)
    button(page, "Pour (Rémi)").click()
    said(page, "La voix est notée.")
    page.get_by_role("radio", name="Donner le label").check()
    page.get_by_label("Raison", exact=True).last.fill("Trois partenaires engagés.")
    button(page, "Écrire l’avis du comité").click()
    said(page, "L’avis du comité est écrit.")
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", level=1)).to_have_text("Le four à pain")
    page.get_by_role("radio", name="Refuser le label").check()
    votes = page.get_by_role("group", name="Les voix", exact=True)
    fill(votes, {"Pour": "1", "Contre": "2", "Abstentions": "0"})
    button(page, "Écrire l’avis du comité").click()
    expect(page.get_by_role("alert")).to_contain_text("Donnez la raison")
    page.get_by_label("Raison", exact=True).last.fill("Le lieu n’est pas trouvé.")
    button(page, "Écrire l’avis du comité").click()
    said(page, "L’avis du comité est écrit.")


def _announce(page, second, round_, driss):
    """Two decisions prepared, asked for by one, confirmed by another, made when the moment has come."""
    page.goto(f"/label/editions/{round_.public_id}")
    link(page, "L’atelier vélo").click()
    button(page, "Garder cette décision").click()
    button(page, "Prévoir ce moment").wait_for()
    when = clock.paris(clock.now() + timedelta(hours=2))
    fill(page, {"Jour de l’annonce": when.date().isoformat(), "Heure": when.strftime("%H:%M")})
    button(page, "Prévoir ce moment").click()
    button(page, "Demander l’annonce").click()
    expect(page.get_by_text("Un dossier n’a pas de décision : « Le four à pain »").first).to_be_visible()
    page.goto(f"/label/editions/{round_.public_id}")
    link(page, "Le four à pain").click()
    page.get_by_label("Faisabilité").check()
    page.get_by_label("Ce qui peut être amélioré").fill("Signez avec la mairie.")
    button(page, "Garder cette décision").click()
    button(page, "Demander l’annonce").click()
    said(page, "une autre personne de l’équipe doit la confirmer")
    second.goto(page.url)
    button(second, "Confirmer l’annonce").click()
    said(second, "L’annonce est confirmée")
    found = db.session.scalars(select(LabelRelease)).one()
    db.session.refresh(found)
    found.announced_at = clock.now()
    db.session.commit()
    page.reload()
    button(page, "Annoncer maintenant").click()
    said(page, "2 décisions sont annoncées")
    db.session.expire_all()


def _contest(bruno, fatou, board):
    """The refused team reads its letter, contests it; somebody who took no part grants it."""
    bruno.goto("/notifications")
    button(bruno, "Votre projet « Le four à pain » n’a pas reçu le label").first.click()
    expect(bruno.get_by_text("Signez avec la mairie.")).to_be_visible()
    link(bruno, "Contester ce refus").click()
    fill(bruno, {"Pourquoi vous n’êtes pas d’accord": "La mairie a signé hier."})
    button(bruno, "Envoyer mon recours").click()
    said(bruno, "Votre recours est reçu")
    fatou.goto(board)
    link(fatou, "Le four à pain").first.click()
    fatou.get_by_label("Accorder").check()
    fatou.get_by_label("Raison").fill("La convention est jointe.")
    button(fatou, "Répondre et prévenir").click()
    said(fatou, "Le recours est entendu")
    bruno.reload()
    expect(bruno.get_by_text("La convention est jointe.")).to_be_visible()
