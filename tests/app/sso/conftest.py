"""A site that knows two providers: one like FranceConnect, and an ordinary one."""

import os
from dataclasses import replace

import pytest

from app.core.extensions import db
from app.sso.models import ExternalIdentity
from tests.openid import FranceConnect, Ordinary

SITE = "http://comptoir.exemple"


@pytest.fixture(scope="session")
def franceconnect_process():
    """Started once for all tests."""
    peer = FranceConnect(SITE)
    yield peer
    peer.stop()


@pytest.fixture(scope="session")
def ordinary_process():
    """Started once for all tests."""
    peer = Ordinary()
    yield peer
    peer.stop()


@pytest.fixture
def site(app, monkeypatch):
    """A function giving the site other providers; what it knew of them is forgotten."""
    monkeypatch.setitem(os.environ, "AUTHLIB_INSECURE_TRANSPORT", "1")  # the peers speak http on this machine
    before = app.config["SETTINGS"]

    def knows(*settings):
        app.extensions.pop("sso", None)
        app.config["SETTINGS"] = replace(before, BASE_URL=SITE, oidc=settings)

    yield knows
    app.extensions.pop("sso", None)
    app.config["SETTINGS"] = before


@pytest.fixture
def fc(site, franceconnect_process, ordinary_process):
    """The provider like FranceConnect, straight."""
    site(franceconnect_process.settings(), ordinary_process.settings())
    franceconnect_process.bend()
    return franceconnect_process


@pytest.fixture
def proconnect(fc, site):
    """The same provider, declared as ProConnect."""
    site(fc.settings("agents", "proconnect"))
    return fc


@pytest.fixture
def ordinary(fc, ordinary_process):
    """The ordinary provider."""
    return ordinary_process


@pytest.fixture
def arrive(visit):
    """A function: go to a provider, sign in there as `who`, come back; the answer of the callback."""

    def go(peer, who, *, name=None, by=None, how="entrer", spoil=lambda path: path):
        name = name or peer.settings().name
        away = visit(f"/compte/identites/{name}/{how}", by=by)
        assert away.status_code == 303, away.text
        return visit(spoil(peer.sign_in(away.location, who)), by=by, most_queries=40)  # more than a page: it enters too

    return go


@pytest.fixture
def link(app):
    """A function linking an identity to somebody, committed."""

    def make(person, issuer, subject):
        identity = ExternalIdentity(person_id=person.id, issuer=issuer, subject=subject)
        db.session.add(identity)
        db.session.commit()
        return identity

    return make
