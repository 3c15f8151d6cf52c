"""Every way in, in a real browser: a code by mail, a password with the phone, a recovery code, a passkey."""

import re
from dataclasses import replace

import pyotp
import pytest
from playwright.sync_api import expect

from app.accounts.models import Role
from app.accounts.passwords import hash_password
from app.core.extensions import db
from app.factors.services.recovery import renew_codes
from tests.journeys.gestures import TEAM_PHONE, button, fill, link, said, sign_in
from tests.journeys.stage import a_person

PASSWORD = "trois vélos sous la pluie"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def amel(app):
    """Staff with a password, the team's phone, and recovery codes; reading her begins no transaction."""
    db.session.expire_on_commit = False
    person = a_person("Amel", Role.STAFF)
    person.password_hash = hash_password(PASSWORD)
    db.session.commit()
    return person


def with_password(page, name="amel"):
    page.goto("/compte/connexion?next=/gestion/editions/")
    fill(page, {"Adresse électronique": f"{name}@exemple.fr"})
    page.get_by_label("Mot de passe").fill(PASSWORD)
    button(page, "Se connecter").click()


def test_a_citizen_enters_with_a_code_by_mail(app, open_page, code_for):
    db.session.expire_on_commit = False
    a_person("Rose")
    db.session.commit()
    sign_in(open_page(), "Rose", code_for)


def test_staff_enter_with_a_password_and_the_phone(amel, open_page):
    page = open_page(width=390)
    with_password(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre deuxième facteur")
    fill(page, {"Code": "000000"})
    button(page, "Entrer").click()
    expect(page.get_by_text("Ce code n’est pas le bon").first).to_be_visible()
    fill(page, {"Code": TEAM_PHONE.now()})
    button(page, "Entrer").click()
    expect(page).to_have_url(re.compile("/gestion/editions/$"))


def test_staff_enter_with_a_recovery_code_without_javascript(app, amel, open_page):
    code = renew_codes(by=amel)[0]
    db.session.commit()
    page = open_page(javascript=False)
    with_password(page)
    fill(page, {"Code": code})
    button(page, "Entrer").click()
    expect(page).to_have_url(re.compile("/gestion/editions/$"))


def test_staff_without_a_second_factor_are_led_to_choose_one(app, open_page, code_for):
    db.session.expire_on_commit = False
    karim = a_person("Karim")
    karim.role_grants.append(type(a_person("Bruno", Role.STAFF).role_grants[0])(role=Role.STAFF))
    karim.password_hash = hash_password(PASSWORD)
    db.session.commit()
    page = open_page()
    with_password(page, "karim")
    expect(page.get_by_text("le site vous traite comme un habitant")).to_be_visible()
    page.goto("/gestion/editions/")
    expect(page).to_have_url(re.compile("/compte/protection"))
    link(page, "Ajouter une application").click()
    secret = "".join(page.locator("code").inner_text().split())
    fill(page, {"Code affiché par l’application": pyotp.TOTP(secret).now()})
    button(page, "Ajouter l’application").click()
    button(page, "Obtenir dix codes").click()
    expect(page.locator("main code")).to_have_count(10)
    link(page, "C’est fait, continuer").click()
    expect(page).to_have_url(re.compile("/gestion/editions/$"))


@pytest.fixture
def with_authenticator(app, site, open_page):
    """A page on http://localhost (passkeys know no numeric address) whose device recognises its owner."""
    there = site.replace("127.0.0.1", "localhost")
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], BASE_URL=there)
    page = open_page(width=390)
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return page, there


def test_a_passkey_is_added_then_opens_the_door_alone(amel, with_authenticator):
    page, there = with_authenticator
    page.goto(f"{there}/compte/connexion?next=/compte/protection")
    fill(page, {"Adresse électronique": "amel@exemple.fr"})
    page.get_by_label("Mot de passe").fill(PASSWORD)
    button(page, "Se connecter").click()
    fill(page, {"Code": TEAM_PHONE.now()})
    button(page, "Entrer").click()
    link(page, "Ajouter une clé d’accès").click()
    fill(page, {"Nom de cette clé": "Mon téléphone"})
    button(page, "Ajouter cette clé").click()
    said(page, "Votre clé d’accès est ajoutée.")
    page.goto(f"{there}/compte")
    button(page, "Se déconnecter").click()
    page.goto(f"{there}/compte/connexion?next=/gestion/editions/")
    button(page, "Entrer avec une clé d’accès").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Éditions")
    page.goto(f"{there}/compte/confirmer?next=/compte/protection")
    button(page, "Utiliser ma clé d’accès").click()
    said(page, "C’est bien vous.")
    expect(page.get_by_text("Mon téléphone", exact=True)).to_be_visible()
