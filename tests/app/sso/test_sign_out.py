"""Signing out there too, and being signed out from there."""

import time

import pytest
from sqlalchemy import select

from app.accounts.models import SignIn
from app.core.extensions import db
from app.sso.models import ExternalSession
from tests.openid import FranceConnect

OUT = "/compte/identites/fc/deconnexion"
NOW = int(time.time())
EVENT = "http://schemas.openid.net/event/backchannel-logout"


def still_open():
    return [s for s in db.session.scalars(select(SignIn)) if s.revoked_at is None]


def the_session():
    return db.session.scalars(select(ExternalSession)).one_or_none()


@pytest.fixture
def gaelle(fc, people, link, arrive):
    """Somebody who came in with FranceConnect."""
    gaelle = people("Gaëlle")
    link(gaelle, fc.issuer, "gaelle")
    assert arrive(fc, "gaelle").location == "/compte"
    return gaelle


def test_signing_out_leads_to_the_provider_with_the_id_token(visit, fc, gaelle):
    answer = visit("/compte/deconnexion", method="POST")
    assert (answer.status_code, answer.location) == (303, "/compte/identites/sortie")
    assert (still_open(), the_session()) == ([], None)
    page = visit("/compte/identites/sortie")
    away = page.headers["Refresh"].removeprefix("0; url=")
    assert away.startswith(f"{fc.issuer}/session/end?")
    assert "id_token_hint=eyJ" in away
    assert "post_logout_redirect_uri=http%3A%2F%2Fcomptoir.exemple%2F" in away
    assert "Continuer vers FranceConnect" in page.text
    assert visit("/compte/identites/sortie").location == "/"


def test_signing_out_stays_here_when_no_provider_opened_the_session(visit, fc, people):
    amel = people("Amel")
    visit("/compte", by=amel)
    assert visit("/compte/deconnexion", by=amel, method="POST").location == "/"
    assert visit("/compte/identites/sortie", by=amel).location == "/"


def test_a_provider_that_is_down_does_not_keep_a_session_open(app, visit, site, people, link):
    peer = FranceConnect("http://comptoir.exemple")
    site(peer.settings())
    link(people("Gaëlle"), peer.issuer, "gaelle")
    visit(peer.sign_in(visit("/compte/identites/fc/entrer").location, "gaelle"), most_queries=40)
    peer.stop()
    app.extensions.pop("sso")
    assert visit("/compte/deconnexion", method="POST").location == "/compte/identites/sortie"
    assert still_open() == []
    assert visit("/compte/identites/sortie").location == "/"
    assert "pensez à fermer aussi votre session là-bas" in visit("/").text


@pytest.mark.parametrize("named", ["sub", "sid"])
def test_signing_out_there_closes_the_session_here(visit, fc, gaelle, named):
    claim = {"sub": "gaelle"} if named == "sub" else {"sid": the_session().sid}
    answer = visit(OUT, method="POST", logout_token=fc.logout_token(claim))
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert (still_open(), the_session()) == ([], None)
    assert visit("/compte").status_code == 303


def test_signing_out_there_closes_nobody_elses_session(visit, fc, gaelle):
    answer = visit(OUT, method="POST", logout_token=fc.logout_token({"sub": "hugo"}))
    assert (answer.status_code, len(still_open())) == (200, 1)


@pytest.mark.parametrize(
    ("claims", "header"),
    [
        ({"sub": None}, {}),
        ({"aud": "another-site"}, {}),
        ({"iss": "https://elsewhere.exemple"}, {}),
        ({"events": {}}, {}),
        ({"events": {EVENT: "x"}}, {}),
        ({"nonce": "x"}, {}),
        ({"iat": NOW + 3600}, {}),
        ({"exp": NOW - 3600}, {}),
        ({}, {"kid": "unknown"}),
        ({}, {"typ": "at+jwt"}),
    ],
)
def test_a_logout_token_that_does_not_hold_closes_nothing(visit, fc, gaelle, claims, header):
    token = fc.logout_token({"sub": "gaelle"} | claims, header)
    answer = visit(OUT, method="POST", logout_token=token)
    assert (answer.status_code, answer.json, len(still_open())) == (400, {"error": "invalid_request"}, 1)


def test_an_id_token_is_no_logout_token(visit, fc, gaelle):
    for token in ("", "x.y.z"):
        assert visit(OUT, method="POST", logout_token=token).status_code == 400
    visit("/compte/deconnexion", method="POST")
    hint = visit("/compte/identites/sortie").headers["Refresh"].split("id_token_hint=")[1].split("&")[0]
    assert visit(OUT, method="POST", logout_token=hint).status_code == 400
