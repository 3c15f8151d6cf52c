"""Everything a provider, or somebody between, may get wrong: one sentence, one word in the log, nothing half done."""

import logging
import time
from datetime import timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import time_machine
from sqlalchemy import func, select

from app.accounts.models import Person, SignIn
from app.core import clock
from app.core.extensions import db
from app.sso.models import ExternalIdentity
from tests.openid import FranceConnect

NOW = int(time.time())


def nothing_done():
    counts = [db.session.scalar(select(func.count()).select_from(kind)) for kind in (Person, SignIn, ExternalIdentity)]
    return counts == [0, 0, 0]


def changed(**values):
    """A function that changes the query of the callback; None takes a value away."""

    def spoil(path):
        there = urlsplit(path)
        query = {k: v[0] for k, v in parse_qs(there.query).items()} | values
        return f"{there.path}?{urlencode({k: v for k, v in query.items() if v is not None})}"

    return spoil


def refused(answer, caplog, reason, sentence, code=400):
    assert (answer.status_code, sentence in answer.text) == (code, True), answer.text
    assert "Aucun compte n’a été créé" in answer.text
    whys = [record.facts["why"] for record in caplog.records if record.message == "sso.refused"]
    assert whys[-1:] == [reason] or whys[-1].startswith(f"{reason} ")
    assert "eyJ" not in caplog.text
    assert nothing_done()


UNVERIFIED = "n’a pas pu être vérifiée"
NOT_OURS = "ne correspond pas à une demande de ce navigateur"
TOO_LATE = "n’est pas valable à cette heure"


@pytest.mark.parametrize(
    ("spoil", "reason", "sentence", "code"),
    [
        (changed(state="x" * 43), "state", NOT_OURS, 400),
        (changed(state=None), "state", NOT_OURS, 400),
        (changed(iss="https://elsewhere.exemple"), "answer_issuer", UNVERIFIED, 400),
        (changed(iss=None), "answer_issuer", UNVERIFIED, 400),
        (changed(code="x" * 43), "invalid_grant", "n’a pas accepté cette connexion", 400),
        (changed(code=None), "no_code", "n’a pas accepté cette connexion", 400),
        (changed(error="access_denied", code=None), "access_denied", "rien ne nous a été transmis", 403),
        (changed(error="<b>server</b>", code=None), "answer_error", "ne répond pas pour l’instant", 503),
    ],
)
def test_an_answer_changed_on_its_way_is_refused(arrive, fc, caplog, spoil, reason, sentence, code):
    refused(arrive(fc, "gaelle", spoil=spoil), caplog, reason, sentence, code)
    assert "<b>server" not in caplog.text


@pytest.mark.parametrize(
    ("bend", "reason", "sentence"),
    [
        ({"claims": {"nonce": "another"}}, "nonce", NOT_OURS),
        ({"claims": {"nonce": None}}, "nonce", NOT_OURS),
        ({"claims": {"aud": "another-site"}}, "aud", UNVERIFIED),
        ({"claims": {"aud": ["comptoir", "another-site"]}}, "azp", UNVERIFIED),
        ({"claims": {"iss": "https://elsewhere.exemple"}}, "iss", UNVERIFIED),
        ({"claims": {"sub": None}}, "sub", UNVERIFIED),
        ({"claims": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}}, "at_hash", UNVERIFIED),
        ({"claims": {"acr": None}}, "acr", UNVERIFIED),
        ({"claims": {"exp": NOW - 3600}}, "exp", TOO_LATE),
        ({"claims": {"iat": NOW + 3600, "exp": NOW + 7200}}, "iat", TOO_LATE),
        ({"header": {"kid": "unknown"}}, "invalid_key_id", UNVERIFIED),
        ({"foreign": True}, "bad_signature", UNVERIFIED),
        ({"alg": "none"}, "unsupported_algorithm", UNVERIFIED),
        ({"userinfo": {"sub": "somebody-else"}}, "userinfo_sub", UNVERIFIED),
        ({"userinfo": {"aud": "another-site"}}, "aud", UNVERIFIED),
        ({"userinfo": {"iss": "https://elsewhere.exemple"}}, "iss", UNVERIFIED),
        ({"plain": True}, "userinfo_unsigned", UNVERIFIED),
    ],
)
def test_an_answer_that_does_not_hold_is_refused(arrive, fc, caplog, bend, reason, sentence):
    fc.bend(**bend)
    refused(arrive(fc, "gaelle"), caplog, reason, sentence)


def test_a_minute_between_two_clocks_is_no_fault(arrive, fc):
    fc.bend(claims={"iat": int(time.time()) + 45, "exp": int(time.time()) - 45})
    assert arrive(fc, "gaelle").location == "/compte/identites/bienvenue"


def test_a_code_serves_once(visit, fc, people, link, caplog):
    link(people("Gaëlle"), fc.issuer, "gaelle")
    path = fc.sign_in(visit("/compte/identites/fc/entrer").location, "gaelle")
    assert visit(path, most_queries=40).status_code == 303
    again = visit(path)
    assert (again.status_code, NOT_OURS in again.text) == (400, True)
    assert db.session.scalar(select(func.count()).select_from(SignIn)) == 1


def test_a_code_asked_in_another_browser_is_refused(visit, fc, people, caplog):
    path = fc.sign_in(visit("/compte/identites/fc/entrer").location, "gaelle")
    amel = people("Amel")
    answer = visit(path, by=amel)
    assert (answer.status_code, NOT_OURS in answer.text, "Rien n’a changé" in answer.text) == (400, True, True)
    assert db.session.scalars(select(ExternalIdentity)).all() == []


def test_coming_back_half_an_hour_later_is_too_late(visit, fc, caplog):
    path = fc.sign_in(visit("/compte/identites/fc/entrer").location, "gaelle")
    with time_machine.travel(clock.now() + timedelta(minutes=30)):
        refused(visit(path), caplog, "too_late", NOT_OURS)


def test_giving_up_at_the_provider_is_no_fault(visit, fc, caplog):
    answer = visit(fc.change_mind(visit("/compte/identites/fc/entrer").location))
    refused(answer, caplog, "access_denied", "rien ne nous a été transmis", 403)


@pytest.mark.parametrize("path", ["//evil.exemple", "https://evil.exemple", "/\\evil.exemple", "javascript:alert(1)"])
def test_signing_in_never_leads_to_another_site(visit, fc, people, link, path):
    link(people("Gaëlle"), fc.issuer, "gaelle")
    away = visit(f"/compte/identites/fc/entrer?next={path}")
    assert visit(fc.sign_in(away.location, "gaelle"), most_queries=40).location == "/compte"


def test_a_provider_that_is_down_is_said_and_not_asked_again_at_once(visit, site, caplog):
    peer = FranceConnect("http://comptoir.exemple")
    site(peer.settings())
    peer.stop()
    with caplog.at_level(logging.WARNING):
        refused(visit("/compte/identites/fc/entrer"), caplog, "ConnectionError", "ne répond pas pour l’instant", 503)
        refused(visit("/compte/identites/fc/entrer"), caplog, "resting", "ne répond pas pour l’instant", 503)
    assert "S’identifier avec FranceConnect" in visit("/compte/connexion").text


def test_a_provider_that_falls_while_somebody_is_there_is_said(visit, site, caplog):
    peer = FranceConnect("http://comptoir.exemple")
    site(peer.settings())
    path = peer.sign_in(visit("/compte/identites/fc/entrer").location, "gaelle")
    peer.stop()
    refused(visit(path), caplog, "token_ConnectionError", "ne répond pas pour l’instant", 503)


def test_a_provider_that_is_slow_is_not_waited_for(arrive, fc, caplog, monkeypatch):
    monkeypatch.setattr("app.sso.discovery.TIMEOUT", (1, 1))
    fc.bend(silent=3)
    refused(arrive(fc, "gaelle"), caplog, "token_ReadTimeout", "ne répond pas pour l’instant", 503)


def test_a_provider_that_breaks_is_said(arrive, fc, caplog):
    fc.bend(status=500)
    refused(arrive(fc, "gaelle"), caplog, "token_HTTPError", "ne répond pas pour l’instant", 503)


def test_a_discovery_document_of_somebody_else_is_refused(visit, fc, site, caplog):
    other = fc.settings()
    site(type(other)(**{**vars(other), "ISSUER": fc.issuer.replace("127.0.0.1", "localhost")}))
    refused(visit("/compte/identites/fc/entrer"), caplog, "discovery_issuer", "ne répond pas pour l’instant", 503)
