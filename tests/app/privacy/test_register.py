"""The public register, and what must not leak: no name in an address, a log or a subject."""

import re
from pathlib import Path

import pytest

from app.accounts.models import Role
from app.accounts.services import entering
from app.core.privacy import REGISTER, undeclared

PERSONAL_FIELDS = {"email", "name", "birth_year", "password", "code", "token", "current", "new"}


def test_the_public_page_says_what_why_how_long_and_whom_to_ask(visit):
    page = visit("/donnees-personnelles")
    assert page.status_code == 200
    for said in ("Combien de temps", "mission d’intérêt public", "trois mois après", "CNIL", "contact@exemple.fr"):
        assert said in page.text
    for entry in REGISTER.values():
        assert not entry.columns or str(entry.title) in page.text


def test_every_page_leads_to_it(visit):
    assert 'href="/donnees-personnelles"' in visit("/").text


def test_a_forgotten_column_says_what_to_write_and_where(monkeypatch):
    entry = REGISTER.pop("idea")
    try:
        (sentence,) = undeclared()
        assert (
            "idea.author_id" in sentence
            and "app/<feature>/personal.py" in sentence
            and "not_personal(Idea)" in sentence
        )
    finally:
        REGISTER["idea"] = entry


def test_no_address_of_the_site_names_anybody(app):
    rules = [rule for rule in app.url_map.iter_rules() if not rule.endpoint.startswith("sso.")]  # there: a provider
    holes = {(rule.rule, hole) for rule in rules for hole in rule.arguments}
    named = PERSONAL_FIELDS - {"code", "token"}  # a code there is of a language or a commune; a token names nobody
    assert {(rule, hole) for rule, hole in holes if hole in named} == set()


def test_forms_that_put_answers_in_the_address_ask_for_nothing_personal():
    for path in Path("app/templates").rglob("*.html"):
        for form in re.findall(r"<form\b[^>]*>.*?</form>", path.read_text(), re.S):
            if re.search(r'method="post"', form[: form.index(">")], re.I):
                continue
            assert set(re.findall(r'name="(\w+)"', form)) & PERSONAL_FIELDS == set(), path


@pytest.mark.parametrize("path", ["/compte/connexion", "/compte/inscription"])
def test_no_personal_answer_is_read_from_an_address(visit, path):
    page = visit(f"{path}?email=amel@exemple.fr&name=Amel").text
    assert "amel@exemple.fr" not in page


def test_other_sites_are_not_told_where_one_comes_from(visit):
    for path in ("/donnees-personnelles", "/compte/connexion"):
        assert visit(path).headers["Referrer-Policy"] in {"same-origin", "no-referrer"}


def test_the_log_of_the_machine_names_nobody(app, visit, people, caplog):
    me = people("Amel Secret", Role.STAFF)
    with caplog.at_level("DEBUG"):
        visit("/compte", by=me)
        visit("/compte/connexion", method="POST", email=me.email, password="un mot de passe faux")
        visit("/compte/mes-donnees/export", by=me, method="POST")
        visit("/introuvable", by=me)
    assert not re.search(r"amel|un mot de passe", caplog.text, re.IGNORECASE)


def test_a_subject_holds_no_secret_but_the_code(people, mails):
    """The code is in the subject on purpose: docs/decisions, "codes in the subject"."""
    me = people("Amel Secret")
    entering.ask_to_enter(me.email)
    _to, subject, _body = mails()[-1]
    assert re.fullmatch(r"Votre code pour entrer\s: \d{6}", subject)
