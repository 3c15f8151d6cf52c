"""A comment is reported, taken in hand, hidden with its reasons, contested, and put back by somebody else."""

import pytest
from playwright.sync_api import expect

from tests.journeys.gestures import button, link, said

pytestmark = pytest.mark.one_database
FAIR = "Ce comptoir ne vend rien : je prête mon four."


def report(page, idea):
    """Somebody without an account reports the envie; they are told that it arrived."""
    page.goto(f"/signaler/idea/{idea}")
    page.get_by_label("Publicité", exact=False).first.check()
    page.get_by_label("Précisez", exact=False).fill("On dirait une réclame.")
    page.get_by_label("bonne foi", exact=False).check()
    button(page, "Signaler").click()
    said(page, "Merci")


def hide(page, idea):
    """A moderator takes the case in hand, and hides the envie on a ground, with a reason."""
    page.goto(f"/moderation/{idea}")
    button(page, "Prendre ce dossier").click()
    page.get_by_label("Motif", exact=False).first.select_option("publicite")
    page.get_by_label("Raison", exact=False).first.fill("Le texte propose une vente.")
    button(page, "Masquer").click()
    said(page, "est masqué")


def test_what_was_hidden_by_mistake_comes_back(stage, open_as, open_page):
    idea, amel = stage.ideas[2], stage.people["citizen"]
    report(open_page(), idea.public_id)
    hide(open_as(stage.people["moderator"]), idea.public_id)

    author = open_as(amel, width=390)
    author.goto(f"/envies/{idea.public_id}")
    expect(author.get_by_text("Le texte propose une vente.").first).to_be_visible()
    link(author, "Lire la décision, ou la contester").click()
    expect(author.get_by_role("heading", name="Si vous n’êtes pas d’accord")).to_be_visible()
    author.get_by_label("Pourquoi ce n’est pas juste", exact=False).fill(FAIR)
    button(author, "Envoyer mon recours").click()
    said(author, "Votre recours est arrivé")

    judge = open_as(stage.people["staff"])
    judge.goto("/moderation/recours/")
    judge.get_by_role("link", name=idea.title, exact=False).first.click()
    expect(judge.get_by_text(FAIR)).to_be_visible()
    judge.get_by_label("Annuler la décision", exact=False).check()
    judge.get_by_label("Raison", exact=False).first.fill("Relu : rien n’est à vendre.")
    button(judge, "Répondre et prévenir").click()
    said(judge, "C’est répondu")

    author.reload()
    expect(author.get_by_text("Relu : rien n’est à vendre.").first).to_be_visible()
    expect(author.get_by_text("Décision annulée")).to_be_visible()
    neighbour = open_page()
    neighbour.goto(f"/envies/{idea.public_id}")
    expect(neighbour.get_by_role("heading", level=1)).to_have_text(idea.title)
