"""On the smallest of phones and without JavaScript: an envie is posted, a vote is cast."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.core.extensions import db
from app.ideas.models import Idea
from app.ideas.status import IdeaStatus

pytestmark = pytest.mark.one_database


def test_an_idea_is_posted(stage, open_as):
    page = open_as(stage.people["citizen"], width=320, javascript=False)
    page.goto("/")
    page.get_by_text("Menu", exact=True).click()
    page.get_by_role("navigation", name="Menu", exact=True).get_by_role("link", name="Les envies").click()
    page.get_by_role("link", name="Déposer mon envie").click()
    page.get_by_role("button", name="Publier mon envie").click()
    expect(page.get_by_role("alert")).to_contain_text("Donnez un titre à votre envie.")
    for label, text in {
        "Votre envie en une phrase": "Des bancs à l’ombre",
        "Commune": "arras",
        "Racontez-la en quelques lignes": "Pour que les anciens sortent l’été.",
    }.items():
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_label("Thème").select_option("Lutte contre l’isolement")
    page.get_by_role("button", name="Publier mon envie").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Des bancs à l’ombre")
    idea = db.session.scalars(select(Idea).where(Idea.title == "Des bancs à l’ombre")).one()
    assert (idea.status, idea.municipality.name) == (IdeaStatus.PENDING, "Arras")


def test_a_vote_is_cast(stage, open_page, code_for):
    titles = [proposal.title for proposal in stage.proposals]
    page = open_page(width=320, javascript=False)
    page.goto("/vote/")
    for title in titles[:3]:
        page.get_by_role("button", name=f"Poser un jeton ({title})").click()
        expect(page.get_by_role("button", name=f"Retirer mon jeton ({title})")).to_be_visible()
    page.get_by_role("button", name=f"Poser un jeton ({titles[3]})").click()
    expect(page.get_by_text("Vos 3 jetons sont déjà posés.").first).to_be_visible()
    page.get_by_role("button", name=f"Retirer « {titles[0]} »").click()
    expect(page.get_by_text("2 sur 3", exact=True)).to_be_visible()
    page.get_by_role("link", name=titles[3]).first.click()
    page.get_by_role("button", name="Poser un jeton").click()
    page.get_by_role("link", name="Vérifier mon choix").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vérifier mon choix")
    chosen = page.get_by_role("main").get_by_role("listitem").get_by_role("link")
    assert chosen.all_inner_texts() == [titles[1], titles[2], titles[3]]
    for label, text in {
        "Prénom": "Farid",
        "Nom": "Exemple",
        "Année de naissance": "2000",
        "Commune où vous habitez": "Lens",
        "Adresse électronique": "farid@exemple.fr",
    }.items():
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_role("button", name="Recevoir mon code").click()
    page.get_by_label("Code reçu").fill(code_for("farid@exemple.fr"))
    page.get_by_role("button", name="Voter").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vous avez voté.")
