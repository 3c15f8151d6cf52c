"""Every form of every page, filled by somebody who means harm: the house answers calmly, and changes nothing unseen."""

import email
import re

import pytest
from flask import url_for

from app.accounts.models import Person
from app.core.extensions import db
from tests.conftest import mail_folder
from tests.journeys import stage as stage_maker
from tests.journeys.pages import ROLES, pages_of
from tests.security.page_forms import forms_of

ANSWERS = {200, 201, 204, 302, 303, 400, 401, 403, 404, 409, 413, 422, 429}
HOSTILE = {
    "ten kilobytes": "é" * 10_000,
    "markup": '"><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}${7*7}',
    "header": "a\r\nBcc: victime@exemple.fr\r\n\r\nb",
    "formula": "=cmd|' /C calc'!A0",
    "invisible": "Amel\u200b\u202e\ufeff\u0000 fin",
    "sql": "' OR 1=1; DROP TABLE person; --",
    "number": "-99999999999999999999999",
    "not a number": "NaN",
    "other digits": "٣٤٥",
    "path": "../../../etc/passwd",
    "date": "2026-02-31",
    "empty": "",
}
# Fields that no form has: were they written, a person would give themselves a role, a status, a grant.
UNASKED = {
    "status": "published", "holder_id": "1", "author_id": "1", "person_id": "1", "id": "1", "public_id": "x",
    "role": "administrator", "roles": "administrator", "score": "4", "password_hash": "x", "is_admin": "1",
}  # fmt: skip
MAIL_HEADERS = {
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Content-Type",
    "Content-Transfer-Encoding",
    "MIME-Version",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
}
LEAVES = re.compile(r"/deconnexion|/langue|/fermer")  # would end the session the test stands on


@pytest.fixture
def stage(app):
    """The site with something on every page."""
    return stage_maker.build()


def _pages(role, stage, app):
    with app.test_request_context():
        return [url_for(endpoint, **values) for endpoint, values in pages_of(role, stage)]


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_no_form_breaks_whatever_is_typed(app, visit, stage, role):
    person = stage.people.get(role)
    faults, tried = [], 0
    for path in _pages(role, stage, app):
        page = visit(path, by=person, most_queries=1000)
        for form in forms_of(page.text, path):
            if LEAVES.search(form.action):
                continue
            for name, poison in HOSTILE.items():
                data = {**form.fields, **dict.fromkeys(form.typed, poison), **(UNASKED if name == "empty" else {})}
                target = form.action
                if form.method == "GET":
                    answer = app.test_client().get(target, query_string=data)
                else:
                    answer = visit(target, by=person, method="POST", most_queries=1000, **_spared(data, form))
                tried += 1
                if answer.status_code not in ANSWERS:
                    faults.append((answer.status_code, form.method, target, name))
    assert faults == []
    assert tried >= len(HOSTILE)


def _spared(data, form):
    """`visit` has arguments of its own: a field of such a name is left as it is."""
    return {name: value for name, value in data.items() if name not in {"by", "method", "htmx", "most_queries", "path"}}


@pytest.mark.slow
def test_nobody_gains_a_role_by_asking_for_one(app, visit, stage):
    person = stage.people["citizen"]
    for path in _pages("citizen", stage, app):
        for form in forms_of(visit(path, by=person, most_queries=1000).text, path):
            if form.method == "POST" and not LEAVES.search(form.action):
                visit(form.action, by=person, method="POST", **_spared({**form.fields, **UNASKED}, form))
    kept = db.session.get(Person, person.id)
    assert (kept.roles, kept.password_hash) == (set(), None)


@pytest.mark.slow
def test_no_mail_has_a_header_that_somebody_typed(app, visit, stage):
    person = stage.people["citizen"]
    for path in _pages("visitor", stage, app) + _pages("citizen", stage, app):
        for form in forms_of(visit(path, by=person, most_queries=1000).text, path):
            if form.method == "POST" and not LEAVES.search(form.action):
                visit(
                    form.action,
                    by=person,
                    method="POST",
                    **_spared({**form.fields, **dict.fromkeys(form.typed, HOSTILE["header"])}, form),
                )
    written = [email.message_from_bytes(f.read_bytes()) for f in mail_folder(app).glob("*.eml")]
    assert {name for message in written for name in message} <= MAIL_HEADERS
