"""What people do on any page: click, fill, sign in, download."""

import re

import pyotp
from playwright.sync_api import expect

from app.factors.services.totp import REHEARSAL_SECRET

TEAM_PHONE = pyotp.TOTP(REHEARSAL_SECRET)  # the application of everybody with a role (stage.py)


def button(page, name):
    """The button of that name."""
    return page.get_by_role("button", name=name)


def link(page, name):
    """The link of that name."""
    return page.get_by_role("link", name=name)


def said(page, sentence):
    """The page says so, where screen readers hear it."""
    expect(page.get_by_role("status").filter(has_text=sentence).first).to_be_visible()


def fill(page, answers):
    """Fill the fields of these labels."""
    for label, text in answers.items():
        page.get_by_label(label, exact=True).fill(text)


def sign_in(page, name, code_for):
    """Enter with a code, and the application's when one has a role, as somebody who has an account."""
    address = f"{name.lower()}@exemple.fr"
    page.goto("/envies/")
    link(page, "Se connecter").first.click()
    fill(page, {"Adresse électronique": address})
    button(page, "Recevoir un code").click()
    fill(page, {"Code reçu": code_for(address)})
    button(page, "Entrer").click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(re.compile(f"Bonjour {name}|Votre deuxième facteur"))
    if heading.inner_text() == "Votre deuxième facteur":
        fill(page, {"Code": TEAM_PHONE.now()})
        button(page, "Entrer").click()
    expect(heading).to_have_text(f"Bonjour {name}")
    return page


def staff_menu(page, entry):
    """Follow an entry of the team's menu."""
    page.get_by_role("navigation", name="Menu de l’équipe").get_by_role("link", name=entry, exact=True).click()


def download(page, name, folder):
    """Click and keep the file, under the name the site gives it."""
    with page.expect_download() as got:
        link(page, name).click()
    got.value.save_as(folder / got.value.suggested_filename)
    return folder / got.value.suggested_filename
