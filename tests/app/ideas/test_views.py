"""The pages about ideas."""

from html import unescape

import pytest
from sqlalchemy import func, select

from app.accounts.models import Role
from app.casework.services import decide
from app.core.extensions import db
from app.ideas.models import Idea
from app.rounds.models import PhaseKind
from moderation.decisions import Verb
from moderation.grounds import Ground

TYPED = {
    "title": "Un four à pain",
    "body": "Cuire ensemble le samedi, et se parler.",
    "theme": "patrimoine",
    "municipality": "Arras",
}


def _count():
    return db.session.scalar(select(func.count()).select_from(Idea))


def test_idea_waits_and_says_so_when_posted(visit, people, a_round):
    a_round()
    amel = people("Amel")
    answer = visit("/envies/nouvelle", by=amel, method="POST", **TYPED)
    assert answer.status_code == 303
    page = visit(answer.location, by=amel)
    assert "L’équipe la relit avant de la publier" in page.text
    assert "En attente de relecture" in page.text
    assert visit(answer.location).status_code == 401
    assert "Un four" not in visit("/envies/").text


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("title", "", "Donnez un titre"),
        ("title", "x" * 81, "80 caractères au plus"),
        ("body", "court", "Écrivez entre 20 et"),
        ("theme", "", "Choisissez le thème"),
        ("theme", "sorcellerie", "Not a valid choice"),
        ("municipality", "Marseille", "n’est pas une commune"),
    ],
)
def test_form_says_what_is_wrong_and_keeps_the_rest_when_refused(visit, people, a_round, name, value, sentence):
    a_round()
    page = visit("/envies/nouvelle", by=people("Amel"), method="POST", **TYPED | {name: value})
    assert page.status_code == 422
    if name != "theme" or not value:
        assert sentence.replace(" ", "\u00a0") in page.text.replace(" ", "\u00a0")
    kept = TYPED["body"] if name != "body" else TYPED["title"]
    assert kept in unescape(page.text)
    assert _count() == 0


def test_closed_phase_keeps_the_text_when_posting(visit, people, a_round):
    a_round(PhaseKind.VOTE)
    page = visit("/envies/nouvelle", by=people("Amel"), method="POST", **TYPED)
    assert page.status_code == 422
    assert "est close depuis" in unescape(page.text)
    assert TYPED["body"] in page.text
    assert _count() == 0


def test_form_says_it_is_closed_when_opened_too_late(visit, a_round):
    a_round(PhaseKind.VOTE)
    page = visit("/envies/nouvelle")
    assert page.status_code == 200
    assert "est close depuis" in unescape(page.text)


def test_refused_idea_says_why_when_its_author_reads_it(visit, people, a_round, an_idea):
    amel = people("Amel")
    idea = an_idea(amel, a_round(), "pending")
    decide(idea, Verb.REFUSE, by=people("Chloé", Role.MODERATOR), ground=Ground.ADVERTISING, reason="Une réclame.")
    db.session.commit()
    text = unescape(visit(f"/envies/{idea.public_id}", by=amel).text)
    assert "Publicité." in text and "Une réclame." in text and "Lire la décision, ou la contester" in text
    assert "Une réclame." not in unescape(visit(f"/envies/{idea.public_id}", by=people("Bruno")).text)


def test_an_idea_refused_before_decisions_were_kept_still_says_why(visit, people, a_round, an_idea):
    amel = people("Amel")
    idea = an_idea(amel, a_round(), "refused")
    assert "Une réclame." in unescape(visit(f"/envies/{idea.public_id}", by=amel).text)


def test_stale_edit_keeps_both_texts_when_somebody_was_faster(visit, people, a_round, an_idea):
    amel = people("Amel")
    idea = an_idea(amel, a_round(), "pending")
    address, version = f"/envies/{idea.public_id}/modifier", idea.version
    first = visit(address, by=amel, method="POST", **TYPED | {"title": "Première version"}, version=version)
    assert first.status_code == 303
    page = visit(address, by=amel, method="POST", **TYPED | {"title": "Deuxième version"}, version=version)
    assert page.status_code == 422
    assert "modifié cette page entre-temps" in page.text
    assert "Première version" in page.text and "Deuxième version" in page.text
    again = visit(address, by=amel, method="POST", **TYPED | {"title": "Deuxième version"}, version=version + 1)
    assert again.status_code == 303
    assert db.session.scalars(select(Idea.title)).all() == ["Deuxième version"]


def test_edit_is_closed_when_the_idea_was_read_or_belongs_to_another(visit, people, a_round, an_idea):
    amel, round_ = people("Amel"), a_round()
    published, pending = an_idea(amel, round_), an_idea(amel, round_, "pending")
    assert visit(f"/envies/{published.public_id}/modifier", by=amel).status_code == 403
    assert visit(f"/envies/{pending.public_id}/modifier", by=people("Bruno")).status_code == 403
    assert visit(f"/envies/{pending.public_id}/modifier").status_code == 303
    assert visit("/envies/nulle-part").status_code == 404


def test_form_says_which_round_takes_the_idea_when_opened(visit, a_round):
    a_round(name="Budget des quartiers")
    assert "l’édition «\u00a0Budget des quartiers\u00a0»" in unescape(visit("/envies/nouvelle").text)
