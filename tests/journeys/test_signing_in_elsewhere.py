"""In Chromium, with real providers beside: enter, link, unlink, conflict, sign out there too."""

import os
from dataclasses import replace

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.core.extensions import db
from app.sso.models import ExternalIdentity
from tests.journeys.gestures import button, fill, link, said, sign_in
from tests.openid import FranceConnect, Ordinary

pytestmark = pytest.mark.one_database


@pytest.fixture
def elsewhere(app, site, monkeypatch):
    """The site with a provider like FranceConnect and an ordinary one, each in its process."""
    monkeypatch.setitem(os.environ, "AUTHLIB_INSECURE_TRANSPORT", "1")  # http on this machine only
    franceconnect, ordinary = FranceConnect(site), Ordinary()
    before = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(before, oidc=(franceconnect.settings(), ordinary.settings()))
    yield ordinary
    app.config["SETTINGS"] = before
    app.extensions.pop("sso", None)
    franceconnect.stop()
    ordinary.stop()


def through_franceconnect(page, who):
    """Sign in at the provider and agree there."""
    page.locator("input[name=login]").fill(who)
    page.locator("input[name=password]").fill("x")
    page.locator("button[type=submit]").click()
    page.locator("button[type=submit]").click()


def test_with_franceconnect_from_the_first_arrival_to_signing_out_there(elsewhere, open_page, code_for):
    page = open_page(width=390)
    page.goto("/compte/connexion")
    link(page, "S’identifier avec FranceConnect").click()
    through_franceconnect(page, "gaelle")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bienvenue")
    expect(page.get_by_label("Votre nom", exact=True)).to_have_value("Gaëlle")
    button(page, "Ouvrir mon compte").click()
    fill(page, {"Code reçu": code_for("gaelle@exemple.fr")})
    button(page, "Continuer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bonjour Gaëlle")
    button(page, "Se déconnecter").click()
    page.get_by_role("button", name="Yes").click()  # the provider asks in English
    page.wait_for_url("**/?state=*")
    said(page, "Votre session est fermée.")
    page.goto("/compte/connexion")
    link(page, "S’identifier avec FranceConnect").click()
    through_franceconnect(page, "gaelle")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bonjour Gaëlle")


def test_linked_then_unlinked_from_my_account(elsewhere, open_page, people, code_for):
    people("Amel")
    page = sign_in(open_page(), "Amel", code_for)
    link(page, "Entrer autrement").click()
    link(page, "Relier FranceConnect").click()
    through_franceconnect(page, "hugo")
    expect(page.get_by_role("heading", level=1)).to_have_text("Relier FranceConnect à ce compte ?")
    button(page, "Relier").click()
    said(page, "FranceConnect ouvre maintenant votre compte.")
    assert db.session.scalars(select(ExternalIdentity.subject)).all() == ["hugo"]
    db.session.rollback()
    button(page, "Délier").click()
    said(page, "Cette identité n’ouvre plus votre compte.")
    expect(link(page, "Relier FranceConnect")).to_be_visible()


def test_an_address_that_has_an_account_is_explained_then_linked(elsewhere, open_page, people, code_for):
    people("Amel")
    elsewhere.knows("amel", email="amel@exemple.fr", email_verified=True, name="Amel")
    page = open_page(width=390, javascript=False)
    page.goto("/compte/connexion")
    link(page, "S’identifier avec Mairie").click()
    page.locator("input[name=sub]").fill("amel")
    page.locator("button[type=submit]").first.click()
    button(page, "Ouvrir mon compte").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vous avez déjà un compte")
    link(page, "Entrer dans mon compte").click()
    fill(page, {"Adresse électronique": "amel@exemple.fr"})
    button(page, "Recevoir un code").click()
    fill(page, {"Code reçu": code_for("amel@exemple.fr")})
    button(page, "Entrer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Relier Mairie à ce compte ?")
    button(page, "Relier").click()
    said(page, "Mairie ouvre maintenant votre compte.")


def test_giving_up_there_ends_on_a_calm_page(elsewhere, open_page):
    page = open_page(width=320)
    page.goto("/compte/connexion")
    link(page, "S’identifier avec FranceConnect").click()
    page.get_by_text("Cancel").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vous n’êtes pas connecté")
    link(page, "Se connecter autrement").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Se connecter")
