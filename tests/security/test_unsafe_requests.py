"""No deed without a token of this session; no deed by reading a page."""

import pytest
from flask import url_for
from sqlalchemy import event

from app.accounts.models import Role
from app.core.extensions import db
from tests.journeys import stage as stage_maker
from tests.journeys.pages import pages_of

UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}
# Called by another server, not by a browser: what they receive is signed or sealed.
SIGNED = {"sso.closed_elsewhere", "inbox.unsubscribe"}
# What reading a page may write: how often it was asked for, and that a session is alive.
KEPT_OF_A_VISIT = {"allowance", "sign_in"}
LOOKED_AT = {"audit_event", "audit_head"}  # looking at what other rules would have given is itself in the log


def unsafe_routes(app):
    """(endpoint, method, address with invented values) of everything that is not read."""
    with app.test_request_context():
        return [
            (rule.endpoint, method, url_for(rule.endpoint, **dict.fromkeys(rule.arguments, 1) | (rule.defaults or {})))
            for rule in app.url_map.iter_rules()
            for method in sorted(rule.methods & UNSAFE)
            if rule.endpoint not in SIGNED
        ]


def test_every_unsafe_request_is_refused_without_a_token(app, people, visit):
    administrator = people("Amel", Role.ADMINISTRATOR)
    visit("/compte", by=administrator)
    client = app.test_client()
    routes = unsafe_routes(app)
    assert len(routes) > 40
    assert [route for route in routes if client.open(route[2], method=route[1]).status_code != 400] == []


@pytest.mark.parametrize("token", ["", "x", "IjAwMDAi.aaaa.bbbb"])
def test_a_token_of_nobody_is_refused(app, token):
    answer = app.test_client().post("/compte/connexion", data={"email": "a@exemple.fr", "csrf_token": token})
    assert answer.status_code == 400


def test_a_token_of_another_browser_is_refused(app, visit):
    one, other = app.test_client(), app.test_client()
    page = one.get("/compte/connexion").text
    token = page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    other.get("/compte/connexion")
    assert other.post("/compte/connexion", data={"email": "a@exemple.fr", "csrf_token": token}).status_code == 400


@pytest.mark.slow
def test_reading_changes_nothing(app, visit):
    stage = stage_maker.build()
    db.session.commit()
    written = []

    def note(_connection, _cursor, statement, *_rest):
        first, *rest = statement.split()
        table = next((word for word in rest if word.strip('"') not in {"INTO", "FROM"}), "").strip('"')
        if first in {"INSERT", "UPDATE", "DELETE"} and table not in KEPT_OF_A_VISIT:
            written.append((path, table))

    for role in ("visitor", "citizen", "moderator", "reviewer", "staff", "administrator"):
        with app.test_request_context():
            paths = [url_for(endpoint, **values) for endpoint, values in pages_of(role, stage)]
        visit("/", by=stage.people.get(role), most_queries=1000)  # signs in
        for path in paths:
            event.listen(db.engine, "before_cursor_execute", note)
            try:
                visit(path, by=stage.people.get(role), most_queries=1000)
            finally:
                event.remove(db.engine, "before_cursor_execute", note)
    assert [(path, table) for path, table in written if not ("/et-si" in path and table in LOOKED_AT)] == []


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "PROPFIND"])
def test_methods_nobody_needs_are_refused(app, method):
    assert app.test_client().open("/", method=method).status_code == 405


def test_an_answer_given_twice_counts_once(visit, mails):
    visit("/compte/connexion", method="POST", email=["amel@exemple.fr", "voleur@exemple.fr"])
    assert [to for to, _subject, _text in mails()] == ["amel@exemple.fr"]
