"""The vote is cast with the keyboard alone, and one always sees where one is."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.one_database
MOST_TABS = 120
HERE = """() => {
  const on = document.activeElement, box = on.getBoundingClientRect();
  const marked = one => {
    const style = one && getComputedStyle(one);
    return !!style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  const told = on.getAttribute("aria-label") || on.textContent;
  const label = on.labels && on.labels.length ? on.labels[0].textContent : told;
  return {
    name: label.replace(/\\s+/g, " ").trim(),
    marked: marked(on) || marked(on.closest(".card")),  // the link of a card marks the whole card
    uncovered: !!at && (on.contains(at) || at.contains(on)),
  };
}"""


def tab_to(page, name):
    """Press Tab until the focus is on what bears that name; on the way, the focus is marked and never covered."""
    for _n in range(MOST_TABS):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        assert here["marked"], f"the focus is not seen on {here['name']}"
        assert here["uncovered"], f"something covers {here['name']}"
        if here["name"].startswith(name):
            return
    raise AssertionError(f"{name} is not reached")


def press(page, name, key):
    """Go to a button or a link and use it."""
    tab_to(page, name)
    page.keyboard.press(key)


def type_in(page, name, text):
    """Go to a field and write."""
    tab_to(page, name)
    page.keyboard.type(text)


@pytest.mark.slow
@pytest.mark.parametrize("width", [1280, 390])
def test_a_vote_is_cast_without_a_mouse(stage, open_page, code_for, width):
    titles, address = [proposal.title for proposal in stage.proposals[:3]], f"/vote/{stage.voting.public_id}/"
    page = open_page(width=width)
    for number, title in enumerate(titles, 1):
        page.goto(address)
        press(page, f"Poser un jeton ({title})", "Space" if number % 2 else "Enter")
        expect(page.get_by_text(f"{number} sur 3", exact=True)).to_be_visible()
        expect(
            page.get_by_role("button", name=f"Retirer mon jeton ({title})")
        ).to_be_focused()  # htmx gives the focus back
    press(page, "Vérifier mon choix", "Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Vérifier mon choix")
    for label, text in {
        "Prénom": "Farid",
        "Nom": "Exemple",
        "Année de naissance": "2000",
        "Commune où vous habitez": "Lens",
        "Adresse électronique": "farid@exemple.fr",
    }.items():
        type_in(page, label, text)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Confirmer mon vote")
    type_in(page, "Code reçu", code_for("farid@exemple.fr"))
    press(page, "Voter", "Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Vous avez voté.")


def test_the_first_tab_skips_to_the_content(stage, open_page):
    page = open_page()
    page.goto("/envies/")
    press(page, "Aller au contenu", "Enter")
    expect(page.get_by_role("main")).to_be_focused()
    tab_to(page, "Déposer mon envie")  # the menu is behind


def test_errors_take_the_focus_and_lead_to_their_fields(stage, open_page):
    page = open_page()
    page.goto("/compte/inscription")
    press(page, "Recevoir mon code", "Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    press(page, "Écrivez votre nom.", "Enter")
    expect(page.get_by_label("Votre nom")).to_be_focused()


def test_the_menu_of_a_phone_opens_and_closes_with_the_keyboard(stage, open_page):
    page = open_page(width=390)
    page.goto("/envies/")
    press(page, "Menu", "Enter")
    tab_to(page, "Le vote")
    page.keyboard.press("Escape")
    expect(page.get_by_text("Menu", exact=True)).to_be_focused()
    expect(page.get_by_role("navigation", name="Menu", exact=True)).to_be_hidden()
