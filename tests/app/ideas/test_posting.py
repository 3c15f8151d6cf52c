"""An idea is posted before its author has an account, and nothing that was typed or chosen is lost on the way."""

import io
import re
from html import unescape

import pytest
from PIL import Image
from sqlalchemy import func, select

from app.accounts.models import Person
from app.accounts.passwords import hash_password
from app.core.extensions import db
from app.files.models import StoredFile, WaitingPicture
from app.files.store import store
from app.ideas.models import Idea, IdeaDraft, IdeaFollow
from app.rounds.models import PhaseKind, RoundTheme
from app.rounds.themes import Theme

TYPED = {
    "title": "Un four à pain",
    "body": "Cuire ensemble le samedi, et se parler.",
    "theme": "patrimoine",
    "municipality": "Arras",
    "neighbourhood": "Cité des fleurs",
}


def a_photo(name="four.jpg"):
    content = io.BytesIO()
    Image.new("RGB", (600, 400), "brown").save(content, "JPEG")
    content.seek(0)
    return (content, name)


def _count(model=Idea):
    return db.session.scalar(select(func.count()).select_from(model))


def _last_code(mails):
    return [m for m in (re.search(r"\d{6}", subject) for _to, subject, _text in mails()) if m][-1][0]


def _sign_up(visit, mails, where, email="zoe@exemple.fr"):
    told = {"name": "Zoé", "email": email, "age": "over", "next": "/envies/nouvelle/suite"}
    answer = visit(where, method="POST", **told)
    assert answer.location == "/compte/code"
    return visit("/compte/code", method="POST", code=_last_code(mails))


def test_a_newcomer_posts_in_four_pages_photo_included(visit, mails, a_round):
    a_round()
    assert visit("/envies/nouvelle").status_code == 200
    photo = {"picture": a_photo(), "picture_alt": "Un four devant l’église"}
    answer = visit("/envies/nouvelle", method="POST", **TYPED, **photo)
    assert (answer.status_code, answer.location) == (303, "/compte/inscription?next=/envies/nouvelle/suite")
    assert "Votre envie est gardée, photo comprise." in unescape(visit(answer.location).text)
    assert (_count(), _count(WaitingPicture)) == (0, 1)
    entered = _sign_up(visit, mails, answer.location)
    assert entered.location == "/envies/nouvelle/suite"
    led = visit(entered.location)
    idea = db.session.scalars(select(Idea)).one()
    assert led.location == f"/envies/{idea.public_id}"
    page = unescape(visit(led.location).text)
    assert "L’équipe la relit avant de la publier" in page and "Un four devant l’église" in page
    assert (idea.author.name, idea.neighbourhood, idea.neighbourhood_key) == (
        "Zoé",
        "Cité des fleurs",
        "cite des fleurs",
    )
    assert (_count(WaitingPicture), _count(StoredFile), _count(IdeaFollow)) == (0, 1, 1)
    name = db.session.scalars(select(StoredFile.name)).one()
    assert [n for n, _at in store().names() if n.startswith(name)]
    assert db.session.scalars(select(IdeaDraft.typed)).all() == [{}]
    assert TYPED["body"] not in visit("/envies/nouvelle").text


def test_whoever_has_an_account_posts_by_signing_in(visit, people, a_round):
    a_round()
    people("Amel").password_hash = hash_password("un long mot de passe")
    db.session.commit()
    visit("/envies/nouvelle", method="POST", **TYPED)
    told = {"email": "amel@exemple.fr", "next": "/envies/nouvelle/suite", "password": "un long mot de passe"}
    visit("/compte/connexion", method="POST", **told)
    assert db.session.scalars(select(Idea)).one().author.name == "Amel"


def test_a_phase_closed_meanwhile_keeps_the_draft(visit, mails, a_round):
    round_ = a_round()
    where = visit("/envies/nouvelle", method="POST", **TYPED).location
    phase = round_.phase(PhaseKind.IDEAS)
    phase.ends_at = phase.starts_at.replace(year=phase.starts_at.year - 1, day=2)
    phase.starts_at = phase.ends_at.replace(day=1)
    db.session.commit()
    entered = _sign_up(visit, mails, where)
    assert visit(entered.location).location == "/envies/nouvelle"
    page = unescape(visit("/envies/nouvelle").text)
    assert "est close depuis" in page and TYPED["body"] in page
    assert _count() == 0 and _count(Person) == 1


def test_a_draft_of_another_browser_is_never_found(visit, app, a_round):
    a_round()
    visit("/envies/nouvelle", method="POST", **TYPED)
    assert TYPED["body"] in visit("/envies/nouvelle").text
    assert TYPED["body"] not in app.test_client().get("/envies/nouvelle").text


def test_a_photo_is_kept_when_another_answer_is_wrong(visit, people, a_round):
    a_round()
    amel = people("Amel")
    photo = {"picture": a_photo(), "picture_alt": "Un four"}
    page = visit("/envies/nouvelle", by=amel, method="POST", **TYPED | {"title": ""}, **photo)
    assert page.status_code == 422 and "Votre photo est gardée" in page.text
    visit("/envies/nouvelle", by=amel, method="POST", **TYPED, picture_alt="Un four")
    idea = db.session.scalars(select(Idea)).one()
    assert db.session.scalars(select(StoredFile.subject)).all() == [f"idea:{idea.public_id}"]
    assert _count(IdeaDraft) == 0


def test_a_photo_can_be_left_out_in_the_end(visit, people, a_round):
    a_round()
    amel = people("Amel")
    visit("/envies/nouvelle", by=amel, method="POST", **TYPED | {"title": ""}, picture=a_photo(), picture_alt="Un four")
    name = db.session.scalars(select(WaitingPicture.name)).one()
    visit("/envies/nouvelle", by=amel, method="POST", **TYPED, drop_picture="y")
    assert (_count(), _count(StoredFile), _count(WaitingPicture)) == (1, 0, 0)
    assert [n for n, _at in store().names() if n.startswith(name)] == []


def test_a_photo_of_80_megabytes_is_a_sentence_and_the_text_stays(visit, a_round):
    a_round()
    heavy = (io.BytesIO(b"\xff\xd8\xff" + bytes(80 * 1024 * 1024)), "enorme.jpg")
    page = visit("/envies/nouvelle", method="POST", **TYPED, picture=heavy, picture_alt="Un four")
    assert page.status_code == 422
    text = unescape(page.text).replace("\u00a0", " ")
    assert "Cette photo est trop lourde : 15 Mo au plus." in text and TYPED["body"] in text
    assert (_count(), _count(WaitingPicture)) == (0, 0)


def test_the_same_form_sent_twice_is_one_idea_and_leads_to_it(visit, people, a_round):
    a_round()
    amel = people("Amel")
    first = visit("/envies/nouvelle", by=amel, method="POST", **TYPED)
    again = visit("/envies/nouvelle", by=amel, method="POST", **TYPED | {"title": "UN FOUR à pain"})
    assert again.location == first.location and _count() == 1
    assert "Rien n’a été déposé deux fois" in unescape(visit(again.location, by=amel).text)


def test_a_page_of_word_is_cleaned_and_whole(visit, people, a_round):
    a_round()
    amel = people("Amel")
    pasted = "\uf0b7\tUn four\x0bet des bancs.\r\n<p class=MsoNormal>C\u2019est <b>tout</b>\u00ad.</p>"
    visit("/envies/nouvelle", by=amel, method="POST", **TYPED | {"body": pasted})
    assert db.session.scalars(select(Idea.body)).one() == "- Un four\net des bancs. C\u2019est tout."
    long = "Un mot après l’autre. " * 300
    page = visit("/envies/nouvelle", by=amel, method="POST", **TYPED | {"body": long})
    text = unescape(page.text).replace("\u202f", " ").replace("\u00a0", " ")
    assert page.status_code == 422
    assert "compte 6 599 caractères" in text, [line for line in text.splitlines() if "caractères" in line][:3]
    assert text.count("Un mot après l’autre.") == 300


def test_a_round_adds_its_own_themes(visit, people, a_round):
    round_ = a_round()
    theme = RoundTheme(round_id=round_.id, name="Jeunesse", near=Theme.KNOWLEDGE)
    elsewhere = RoundTheme(round_id=a_round(PhaseKind.VOTE, "Ailleurs").id, name="Ailleurs", near=Theme.ARTS)
    db.session.add_all([theme, elsewhere])
    db.session.commit()
    amel = people("Amel")
    assert "Jeunesse" in visit("/envies/nouvelle").text and ">Ailleurs<" not in visit("/envies/nouvelle").text
    wrong = visit("/envies/nouvelle", by=amel, method="POST", **TYPED | {"theme": f"own-{elsewhere.public_id}"})
    assert wrong.status_code == 422
    visit("/envies/nouvelle", by=amel, method="POST", **TYPED | {"theme": f"own-{theme.public_id}"})
    idea = db.session.scalars(select(Idea)).one()
    assert (idea.theme, idea.theme_label) == (Theme.KNOWLEDGE, "Jeunesse")


def test_what_is_alike_is_shown_while_typing_and_asked_about_once(visit, people, a_round, an_idea):
    round_, amel = a_round(), people("Amel")
    near = an_idea(amel, round_, title="Un four à pain au village")
    an_idea(amel, round_, title="Une piste pour les vélos")
    fragment = visit("/envies/semblables?title=un+four+%C3%A0+pain", htmx=True).text
    assert near.title in fragment and "vélos" not in fragment and "<html" not in fragment
    assert visit("/envies/semblables?title=four").location.startswith("/envies/?q=four")
    bruno, typed = people("Bruno"), TYPED | {"title": "Le four à pain du village"}
    page = visit("/envies/nouvelle", by=bruno, method="POST", **typed)
    assert page.status_code == 422 and "Lisez d’abord celles-ci" in unescape(page.text)
    assert TYPED["body"] in page.text and _count() == 2
    seen = re.search(r'name="seen" value="([^"]*)"', page.text)[1]
    assert visit("/envies/nouvelle", by=bruno, method="POST", **typed, seen=seen).status_code == 303


@pytest.mark.parametrize("title", ["", "aa", "'\"*:()", "four OR pain NEAR"])
def test_anything_may_be_typed_in_the_title(visit, a_round, title):
    a_round()
    assert visit("/envies/semblables", htmx=True, title=title).status_code == 200
