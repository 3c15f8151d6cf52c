"""Two people write one step at the same time, each in their browser: what both typed is there at the end."""

import pytest
from playwright.sync_api import expect

from app.core.extensions import db
from app.projects.models import MemberRole
from app.rounds.models import PhaseKind
from app.teams import services as teams
from tests.journeys.gestures import button, link, said
from tests.journeys.stage import a_dossier

pytestmark = pytest.mark.one_database
FIRST = "Trente familles ont un vélo cassé."
QUESTION = "Quel besoin avez-vous constaté, et chez qui ?"
LAST_WORDS = "On nous l’a redit au marché."


@pytest.fixture
def address(a_round, people):
    """A step that Amel and Bruno both write, with one sentence in it."""
    amel, bruno = people("Amel"), people("Bruno")
    dossier = a_dossier(a_round(PhaseKind.SUBMISSION), amel, "L’atelier vélo")
    teams.accept_invitation(teams.make_link(dossier, MemberRole.EDITOR, by=amel), by=bruno)
    db.session.expire_on_commit = False
    db.session.commit()
    return f"/projets/{dossier.public_id}/etapes/need", amel, bruno


def open_both(address, open_as, **look):
    """Both have the step before their eyes; each page with its one field."""
    path, amel, bruno = address
    pages = []
    for person in (amel, bruno):
        page = open_as(person, **look)
        page.goto(path)
        pages.append((page, page.get_by_label(QUESTION)))
    return pages


def saving(page, words):
    """What the line under the text says of the saving."""
    expect(page.locator("[data-autosave]")).to_contain_text(words)


def press_save(page):
    """Save and go on to the next part."""
    button(page, "Enregistrer et continuer").click()


def open_again(page, address):
    """The step as it is now."""
    page.goto(address[0])
    return page.get_by_label(QUESTION)


def test_what_two_people_type_is_kept_while_they_type(address, open_as):
    (amel, hers), (bruno, his) = open_both(address, open_as)
    hers.fill(FIRST)
    saving(amel, "Enregistré. Vous pouvez fermer cette page.")
    press_save(amel)  # the text of both begins here
    (amel, hers), (bruno, his) = open_both(address, open_as)

    hers.fill(f"Nous les avons comptées. {FIRST}")
    saving(amel, "Enregistré.")
    his.fill(f"{FIRST} {LAST_WORDS}")
    saving(bruno, "Amel écrit en même temps. Votre texte est gardé à côté")
    amel.close(run_before_unload=True)  # nothing is asked: it is saved
    press_save(bruno)
    said(bruno, "vos deux textes sont réunis")
    expect(bruno.get_by_label(QUESTION)).to_have_value(f"Nous les avons comptées. {FIRST} {LAST_WORDS}")

    bruno.context.set_offline(True)
    bruno.get_by_label(QUESTION).press("Control+End")
    bruno.keyboard.type(" Et au lavoir.")
    saving(bruno, "la connexion manque. Votre texte est là")
    bruno.context.set_offline(False)
    bruno.keyboard.type(" Et à l’école.")
    saving(bruno, "Enregistré. Vous pouvez fermer cette page.")
    whole = f"Nous les avons comptées. {FIRST} {LAST_WORDS} Et au lavoir. Et à l’école."
    expect(open_again(bruno, address)).to_have_value(whole)


@pytest.mark.parametrize("look", [{}, {"javascript": False, "width": 320}], ids=["javascript", "without"])
def test_one_sentence_rewritten_by_both_is_shown_twice_and_lost_never(address, open_as, look):
    (amel, hers), (bruno, his) = open_both(address, open_as, **look)
    hers.fill("Dix familles.")
    press_save(amel)
    said(amel, "C’est enregistré.")
    his.fill("Vingt familles.")
    press_save(bruno)
    expect(bruno.get_by_text("Amel a écrit en même temps que vous")).to_be_visible()
    both = bruno.locator(".two-texts")
    expect(both).to_contain_text("Dix familles.")
    expect(both).to_contain_text("Vingt familles.")
    field = bruno.get_by_label(QUESTION)
    expect(field).to_have_value("Dix familles.\n\nVingt familles.")
    field.fill("Dix familles d’abord, vingt à la fin.")
    press_save(bruno)
    said(bruno, "C’est enregistré.")
    expect(open_again(amel, address)).to_have_value("Dix familles d’abord, vingt à la fin.")
    link(amel, "Voir les versions de cette partie").click()
    for kept in ("Dix familles.", "Vingt familles."):
        expect(amel.get_by_role("main")).to_contain_text(kept)
