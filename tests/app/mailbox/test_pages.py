"""From the link of the answer to a posted envie, before any account; and what the team sees."""

import re
from html import unescape

import pytest
from sqlalchemy import func, select

from app.accounts.models import Role
from app.core import clock
from app.core.extensions import db
from app.files.models import StoredFile, WaitingPicture
from app.ideas.models import Idea
from app.mailbox.models import MailedIdea
from app.mailbox.queries import KEPT_FOR
from app.notifications.models import OutboxMessage
from app.territories.outlines import load_outlines
from tests.app.explore.conftest import outlines_file  # noqa: F401  (a fixture)
from tests.app.ideas.test_posting import _sign_up
from tests.app.mailbox.conftest import WROTE, a_mail, a_photo

ADDED = {"theme": "patrimoine", "municipality": "Arras"}


@pytest.fixture
def link(a_round, folder, fetch):
    """The path in the answer to a mail with a photo."""
    a_round()
    mail = a_mail()
    mail.add_attachment(a_photo(), maintype="image", subtype="jpeg", filename="verger.jpg")
    folder.add(mail)
    fetch()
    body = db.session.scalars(select(OutboxMessage)).one().body
    return re.search(r"/envies/par-courriel/\S+", body)[0]


def _typed(page):
    """What the form of ideas holds."""
    title = re.search(r'name="title"[^>]* value="([^"]*)"', page) or re.search(
        r'value="([^"]*)"[^>]*name="title"', page
    )
    body = re.search(r'<textarea[^>]*name="body"[^>]*>\s*([^<]*)</textarea>', page)
    return {"title": unescape(title[1]), "body": unescape(body[1]).strip()}


def _read(answer):
    return unescape(answer.text).replace("\xa0", " ").replace("\u202f", " ")


def _mail():
    db.session.expire_all()
    return db.session.scalars(select(MailedIdea)).one()


def test_a_newcomer_finishes_the_draft_photo_included(link, visit, mails):
    page = _read(visit(link))
    assert "Un verger partagé" in page and "Votre photo est gardée avec elle." in page
    assert _mail().opened_at is None, "reading the page changes nothing"
    assert visit(link, method="POST").location == "/envies/nouvelle"
    form = visit("/envies/nouvelle").text
    typed = _typed(form)
    assert typed == {"title": "Un verger partagé", "body": WROTE}
    assert "Votre photo est gardée" in unescape(form)
    answer = visit("/envies/nouvelle", method="POST", **typed, **ADDED)
    assert _sign_up(visit, mails, answer.location).location == "/envies/nouvelle/suite"
    _posted(visit, link)


def test_a_pin_put_on_a_mailed_draft_waits_until_its_author_has_a_name(link, visit, mails, outlines_file):  # noqa: F811
    load_outlines(outlines_file, by=None)
    visit(link, method="POST")
    typed = _typed(visit("/envies/nouvelle").text)
    answer = visit("/envies/nouvelle", method="POST", latitude="50,2", longitude="2.2", **typed, **ADDED)
    visit(_sign_up(visit, mails, answer.location).location)
    idea = db.session.scalars(select(Idea)).one()
    assert (idea.latitude, idea.longitude) == (50.2, 2.2)


def test_somebody_signed_in_finishes_the_draft(link, visit, people):
    zoe = people("Zoe")
    visit(link, by=zoe, method="POST")
    typed = _typed(visit("/envies/nouvelle", by=zoe).text)
    assert visit("/envies/nouvelle", method="POST", by=zoe, **typed, **ADDED).status_code == 303
    _posted(visit, link)


def _posted(visit, link):
    """The envie holds the words and the photo; the message only which one it became."""
    idea = db.session.scalars(select(Idea)).one()
    assert (idea.title, idea.author.email) == ("Un verger partagé", "zoe@exemple.fr")
    assert db.session.scalars(select(StoredFile)).one().subject == f"idea:{idea.public_id}"
    mail = _mail()
    assert (mail.idea_id, mail.typed, mail.sender, mail.picture_id) == (idea.id, {}, "", None)
    assert "C’est déjà fait" in _read(visit(link))
    assert visit(link, method="POST").location == link


def test_the_link_again_keeps_what_was_typed_since(link, visit):
    visit(link, method="POST")
    visit("/envies/nouvelle", method="POST", title="Un verger à nous", body=WROTE, **ADDED)
    assert "par-courriel" in link and visit(link, method="POST").location == "/envies/nouvelle"
    assert _typed(visit("/envies/nouvelle").text)["title"] == "Un verger à nous"


def test_another_draft_of_this_browser_is_named_before_it_is_replaced(link, visit):
    visit("/envies/nouvelle", method="POST", title="Un four à pain", body="Cuire ensemble le samedi.", **ADDED)
    page = _read(visit(link))
    assert "« Un four à pain » n’est pas encore déposée" in page and "Finir d’abord l’autre" in page


def test_a_link_of_somebody_else_or_too_old(link, visit, app):
    assert visit("/envies/par-courriel/faux").status_code == 404
    mail = _mail()
    mail.received_at = clock.now() - KEPT_FOR * 2
    db.session.commit()
    app.test_cli_runner().invoke(args=["privacy", "purge"])
    assert "nous l’avons effacé" in _read(visit(link))
    assert visit(link, method="POST").status_code == 303
    assert db.session.scalar(select(func.count()).select_from(WaitingPicture)) == 0


def test_leaving_erases_what_was_mailed(link, people, app):
    from app.core.privacy import leave_tables

    zoe = people("Zoe")
    leave_tables(zoe)
    db.session.commit()
    assert (_mail().sender, _mail().typed, _mail().picture_id) == ("", {}, None)


def test_the_team_sees_that_it_came_and_not_the_words(link, visit, people, folder, fetch):
    folder.add(a_mail(message_id="<liste@m>", List_Id="<tous.exemple.fr>"))
    fetch()
    page = unescape(visit("/courriels-recus", by=people("Mod", Role.MODERATOR)).text)
    assert "zoe@exemple.fr" in page and "Attend son auteur" in page and "Liste de diffusion" in page
    assert "Un verger partagé" not in page
    some = unescape(visit("/courriels-recus?suite=list", by=people("Staff", Role.STAFF)).text)
    assert "zoe@exemple.fr" not in some
    assert visit("/courriels-recus", by=people("Zoe")).status_code == 403


def test_a_text_too_long_to_be_kept_whole_says_so(a_round, folder, fetch, visit):
    a_round()
    folder.add(a_mail(text="Un verger. " * 2000))
    fetch()
    said, body = (
        "seuls ses 20 000 premiers caractères sont gardés",
        db.session.scalars(select(OutboxMessage)).one().body,
    )
    assert said in body.replace("\xa0", " ").replace("\u202f", " ")
    assert said in _read(visit(re.search(r"/envies/par-courriel/\S+", body)[0]))
    assert len(_mail().typed["body"]) == 20_000
