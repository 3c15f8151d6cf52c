"""What every answer carries; what may be kept by whom."""

import contextvars
import re
from dataclasses import replace

import pytest

from app.core import headers
from app.rounds.models import PhaseKind
from config import Settings

PUBLIC = ["/", "/comment-ca-marche", "/mentions-legales", "/accessibilite", "/contact", "/envies/", "/envies/?q=jardin"]
PUBLIC += ["/comptoirs/", "/editions/", "/resultats/", "/communes?q=arras"]
SURE = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "X-Frame-Options": "DENY"}


def policy_of(answer):
    return dict(part.split(" ", 1) for part in answer.headers["Content-Security-Policy"].split("; ") if " " in part)


@pytest.mark.parametrize(
    "path", ["/", "/nulle-part", "/compte/connexion", "/static/js/app.js", "/static/nothing.js", "/sante", "/compte"]
)
def test_every_answer_carries_the_headers(app, path):
    answer = app.test_client().get(path)
    found = answer.headers
    answer.close()
    assert {name: found.get(name) for name in headers.ALWAYS} == headers.ALWAYS
    assert SURE.items() <= headers.ALWAYS.items()
    assert "frame-ancestors 'none'" in found["Content-Security-Policy"]


def test_a_page_runs_the_scripts_that_carry_its_nonce_and_each_answer_has_its_own(app):
    answers = [contextvars.Context().run(app.test_client().get, "/") for _ in range(2)]
    nonces = []
    for answer in answers:
        policy = policy_of(answer)
        nonce = re.fullmatch("'nonce-([A-Za-z0-9_-]{24})'", policy["script-src"])[1]
        assert re.findall(r"<script[^>]*>", answer.text) == re.findall(
            rf'<script[^>]*nonce="{nonce}"[^>]*>', answer.text
        )
        assert [policy[name] for name in ("default-src", "object-src", "base-uri", "frame-ancestors")] == ["'none'"] * 4
        assert policy["style-src"] == policy["form-action"] == "'self'"
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        nonces.append(nonce)
    assert nonces[0] != nonces[1]


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_without_a_form_sets_no_cookie_and_may_be_shared(app, a_round, path):
    a_round(PhaseKind.IDEAS)
    answer = app.test_client().get(path)
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == headers.SHARED
    assert {"cookie", "hx-request"} <= {name.lower() for name in answer.vary}


def test_a_page_with_a_form_or_a_visitor_is_kept_by_nobody(visit, people, a_round):
    a_round(PhaseKind.IDEAS)
    amel = people("Amel")
    assert visit("/compte/connexion").headers["Cache-Control"] == "no-store"
    for path in [*PUBLIC, "/compte", "/mon-espace", "/compte/appareils"]:
        answer = visit(path, by=amel, most_queries=20)
        assert answer.headers["Cache-Control"] == "no-store", path
        assert "Cookie" in str(answer.vary), path


def test_a_session_renewed_at_each_request_never_reaches_a_shared_cache(app, people, mails):
    """CVE-2023-30861: a permanent session sets its cookie again on a page that a cache may keep."""
    people("Amel")
    app.config["WTF_CSRF_ENABLED"] = False
    try:
        client = app.test_client()
        client.post("/compte/connexion", data={"email": "amel@exemple.fr", "way": "code"})
        client.post("/compte/code", data={"code": mails()[-1][1][-6:]})
    finally:
        app.config["WTF_CSRF_ENABLED"] = True
    for path in PUBLIC:
        answer = client.get(path)
        assert (answer.headers["Cache-Control"], "Cookie" in str(answer.vary)) == ("no-store", True), path


def test_a_refusal_is_kept_by_nobody(app):
    assert app.test_client().get("/nulle-part").headers["Cache-Control"] == "no-store"


def test_the_cookies_of_production_are_bound_to_this_very_site(app):
    settings = replace(Settings(), ENVIRONMENT="production", BASE_URL="https://budget.exemple.org").for_flask()
    assert settings["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert (settings["SESSION_COOKIE_SECURE"], settings["SESSION_COOKIE_SAMESITE"]) == (True, "Lax")
    kept = {name: app.config[name] for name in ("SESSION_COOKIE_SECURE", "SESSION_COOKIE_NAME")}
    app.config.update(SESSION_COOKIE_SECURE=True, SESSION_COOKIE_NAME="__Host-comptoir")
    try:
        client = app.test_client()
        session = client.get("/compte/connexion", base_url="https://localhost").headers["Set-Cookie"]
        language = client.get("/langue/en", base_url="https://localhost").headers["Set-Cookie"]
    finally:
        app.config.update(kept)
    for cookie, name in ((session, "__Host-comptoir="), (language, "__Host-lang=")):
        assert cookie.startswith(name)
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
        assert "Domain" not in cookie


def test_hsts_is_sent_in_production_and_nowhere_else(app):
    assert "Strict-Transport-Security" not in app.test_client().get("/").headers
    assert "max-age=63072000; includeSubDomains" in headers.HSTS.values()
