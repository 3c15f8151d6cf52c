"""What the browser itself forbids on our pages: every script but ours, and scripts made from texts."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.one_database
ATTACKS = {
    "a script element": "const s = document.createElement('script'); s.textContent = 'window.broken = 1'; HERE(s)",
    "a script of this very site": "const s = document.createElement('script'); s.src = '/static/js/app.js'; HERE(s)",
    "an attribute that listens": "document.body.innerHTML += '<img src=x onerror=\"window.broken=1\">'",
    "a script in a text": "document.body.insertAdjacentHTML('beforeend', '<script>window.broken = 1</' + 'script>')",
    "an evaluated text": "eval('window.broken = 1')",
    "a function from a text": "new Function('window.broken = 1')()",
    "another policy": "trustedTypes.createPolicy('mine', {createScript: (text) => text})",
    "another base": "const b = document.createElement('base'); b.href = 'https://evil.fr/'; document.head.append(b)",
}


def heard(page):
    """Collect what the console complains of."""
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def test_our_own_pages_break_no_rule_while_htmx_works(stage, open_page):
    page = open_page()
    said = heard(page)
    page.goto(f"/vote/{stage.voting.public_id}/")
    page.get_by_role("button", name="Poser").first.click()
    expect(page.locator("#dit")).not_to_be_empty()
    page.goto("/envies/")
    page.goto("/compte/connexion")
    assert said == []


def test_nothing_listens_twice(stage, open_page):
    page = open_page()
    page.goto("/envies/nouvelle")
    title = page.get_by_label("Votre envie en une phrase")
    counter = page.locator(f"[data-counter='{title.get_attribute('id')}']")
    title.fill("Un banc")
    expect(counter).to_be_hidden()  # there is room
    title.fill("Un banc " * 9)
    expect(counter).to_have_text("72 / 80")
    title.fill("Un banc " * 11)
    expect(counter).to_have_text("8 caractères de trop")


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_an_attacker_would_write_does_not_run(site, open_page, attack):
    page = open_page()
    page.goto("/")
    script = ATTACKS[attack].replace("HERE(s)", "s.onload = () => { window.broken = 1 }; document.body.append(s)")
    page.evaluate(f"() => {{ setTimeout(() => {{ {script} }}) }}")  # later: what evaluate() itself runs is let through
    page.wait_for_timeout(300)
    assert page.evaluate("window.broken") is None
    assert page.evaluate("document.baseURI").startswith(site)
