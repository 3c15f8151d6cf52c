"""What is kept for everybody is nobody's, and whoever changes something sees it at once."""

import contextvars
import gzip
import re

import pytest
from sqlalchemy.exc import OperationalError

from app.core import kept_pages
from app.core.audit import record
from app.core.extensions import db
from app.core.kept_pages import KeptPages
from app.ideas.models import Idea
from app.ideas.status import IdeaStatus
from app.rounds.models import PhaseKind
from app.rounds.themes import Theme

GZIP = {"Accept-Encoding": "gzip"}


@pytest.fixture
def kept(app, monkeypatch):
    """Pages kept by this application, which looks at every request whether something was written."""
    monkeypatch.setattr(kept_pages, "LOOK_EVERY", 0)
    keeper = KeptPages(app, 30)
    monkeypatch.setattr(app, "wsgi_app", keeper)
    return keeper


@pytest.fixture
def made(app, kept):
    """Count the pages that the application itself had to make."""
    count = []
    inner = kept.inner
    kept.inner = lambda environ, start: count.append(environ["PATH_INFO"]) or inner(environ, start)
    return count


def ask(app, path, client=None, **headers):
    """The answer and its words, as a browser reads it."""
    client = client or app.test_client()
    answer = contextvars.Context().run(client.get, path, headers={**GZIP, **headers})
    packed = answer.headers.get("Content-Encoding") == "gzip"
    return answer, (gzip.decompress(answer.data) if packed else answer.data).decode()


def an_idea(round_, author, title="Un jardin partagé"):
    idea = Idea(
        round=round_,
        author=author,
        title=title,
        body="Pour se parler.",
        theme=Theme.HERITAGE,
        municipality_code="62041",
        status=IdeaStatus.PUBLISHED,
    )
    db.session.add(idea)
    db.session.commit()
    return idea


def nonce_of(answer):
    return re.search("'nonce-([^']+)'", answer.headers["Content-Security-Policy"])[1]


def test_a_page_is_made_once_and_each_answer_has_its_own_nonce(app, kept, made, a_round):
    a_round(PhaseKind.IDEAS)
    answers = [ask(app, "/") for _ in range(3)]
    assert made == ["/"]
    pages = {text.replace(nonce_of(answer), "NONCE") for answer, text in answers}
    assert len({nonce_of(answer) for answer, _text in answers}) == 3
    assert len(pages) == 1
    page = pages.pop()
    assert page.count('nonce="NONCE"') == page.count("<script") > 0
    plain = contextvars.Context().run(app.test_client().get, "/")
    assert page == plain.text.replace(nonce_of(plain), "NONCE")
    first, last = (dict(answer.headers) for answer, _text in (answers[0], answers[2]))
    assert first.keys() == last.keys() >= {"Content-Security-Policy", "Vary", "Cache-Control", "X-Frame-Options"}


def test_who_signed_in_or_has_begun_something_gets_and_leaves_nothing_kept(app, kept, made, people, visit, a_round):
    amel = people("Amel Secret")
    a_round(PhaseKind.IDEAS)
    ask(app, "/")
    visit("/contact", by=amel)
    client = visit.clients[amel.id]
    answer, page = ask(app, "/", client)
    assert "Amel Secret" in page
    assert answer.headers["Cache-Control"] == "no-store"
    assert made == ["/", "/contact", "/"]
    assert len(kept.pages) == 1
    answer, page = ask(app, "/")
    assert "Amel" not in page
    assert made == ["/", "/contact", "/"]


def test_a_form_and_its_token_are_kept_for_nobody(app, kept, made):
    pages = [ask(app, "/compte/connexion") for _ in range(2)]
    assert made == ["/compte/connexion"] * 2
    tokens = {re.search('name="csrf_token"[^>]*value="([^"]+)"', text)[1] for _answer, text in pages}
    assert len(tokens) == 2
    assert not kept.pages


def test_a_message_is_shown_to_the_one_it_is_for(app, kept, a_round):
    a_round(PhaseKind.IDEAS)
    ask(app, "/")
    client = app.test_client()
    with client.session_transaction() as session:
        session["_flashes"] = [("success", "Votre code secret est parti.")]
    assert "Votre code secret" in ask(app, "/", client)[1]
    assert "Votre code secret" not in ask(app, "/")[1]


@pytest.mark.parametrize("cookie", ["comptoir=x", "lang=fr; comptoir=x", "lang=de", "autre=1"])
def test_any_other_cookie_than_the_language_is_served_apart(app, kept, made, cookie):
    for _ in range(2):
        client = app.test_client(use_cookies=False)
        ask(app, "/mentions-legales", client, Cookie=cookie)
    assert len(made) == 2
    assert not kept.pages


def test_each_language_address_and_fragment_has_its_own_page(app, kept, made, a_round):
    a_round(PhaseKind.IDEAS)
    plain = app.test_client(use_cookies=False)
    asked = [
        ask(app, "/envies/", plain),
        ask(app, "/envies/", plain, Cookie="lang=en"),
        ask(app, "/envies/?ordre=recentes", plain),
        ask(app, "/envies/", plain, **{"HX-Request": "true"}),
        ask(app, "/envies/", plain, **{"HX-Request": "true", "HX-History-Restore-Request": "true"}),
    ]
    assert len(made) == len(asked) == len(kept.pages)
    assert '<html lang="en"' in asked[1][1]
    assert "<html" not in asked[3][1]
    assert "<html" in asked[4][1]


def test_what_is_written_down_is_seen_by_everybody_at_the_next_look(app, kept, made, people, a_round):
    idea = an_idea(a_round(PhaseKind.IDEAS), people("Amel"))
    assert idea.title in ask(app, "/envies/")[1]
    idea.status, idea.decision_reason = IdeaStatus.HIDDEN, "Un nom de famille."
    record("idea.hide", idea, by=None)
    db.session.commit()
    assert "Un jardin partagé" not in ask(app, "/envies/")[1]
    assert len(made) == 2


def test_between_two_looks_the_one_who_changed_something_sees_it(app, kept, monkeypatch, people, visit, a_round):
    """Whoever posts a form has a visitor's cookie: nothing kept is read to them."""
    amel = people("Amel")
    idea = an_idea(a_round(PhaseKind.IDEAS), amel)
    before = ask(app, "/envies/")[1]
    monkeypatch.setattr(kept_pages, "LOOK_EVERY", 3600)
    visit("/contact", by=amel)
    idea.title = "Une serre partagée"
    record("idea.change", idea, by=amel)
    db.session.commit()
    assert "Une serre partagée" in ask(app, "/envies/", visit.clients[amel.id])[1]
    assert re.sub('nonce="[^"]+"', "", ask(app, "/envies/")[1]) == re.sub('nonce="[^"]+"', "", before)


def test_a_page_dies_of_age_and_the_oldest_make_room(app, kept, made, monkeypatch):
    kept.seconds = 0
    for _ in range(2):
        ask(app, "/mentions-legales")
    assert len(made) == 2
    kept.seconds = 30
    ask(app, "/contact")
    monkeypatch.setattr(kept_pages, "ROOM", 1 + max(page.weight for page in kept.pages.values()))
    ask(app, "/accessibilite")
    ask(app, "/mentions-legales")
    assert kept.weight == sum(page.weight for page in kept.pages.values()) <= kept_pages.ROOM


@pytest.mark.parametrize("path", ["/nulle-part", "/compte", "/sante", "/langue/en", "/static/js/app.js"])
def test_errors_redirections_files_and_the_state_of_the_machine_are_not_kept(app, kept, path):
    contextvars.Context().run(app.test_client().get, path, headers=GZIP).close()
    assert not kept.pages


def test_other_methods_and_clients_without_gzip_pass_by(app, kept, made):
    ask(app, "/contact")
    client = app.test_client()
    assert contextvars.Context().run(client.head, "/contact", headers=GZIP).data == b""
    assert "<html" in contextvars.Context().run(client.get, "/contact", headers={"Accept-Encoding": ""}).text
    contextvars.Context().run(client.get, "/contact", headers={**GZIP, "Authorization": "Basic eDp5"})
    assert len(made) == 4


def test_while_the_database_is_silent_nothing_kept_is_served(app, kept, made, monkeypatch):
    def silent(*_args, **_more):
        raise OperationalError("select", {}, Exception("silent"))

    ask(app, "/contact")
    monkeypatch.setattr(type(db.session), "scalar", silent)
    ask(app, "/contact")
    assert len(made) == 2
