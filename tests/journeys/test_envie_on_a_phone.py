"""An envie on a telephone, from the home page to its own page, by somebody who has no account yet: few pages, few taps.

Typing is not counted, nor the tap that puts the finger in a field: only what one must press, open or choose.
"""

import pytest
from playwright.sync_api import expect

from app.accounts.models import Role
from app.core.extensions import db
from app.ideas import services as ideas
from app.rounds.themes import Theme
from tests.journeys.gestures import button, fill, link, said
from tests.journeys.stage import town

pytestmark = pytest.mark.one_database
MOST_PAGES, MOST_TAPS = 4, 7
STORY = "Les parents travaillent, les enfants sont seuls : un goûter et des jeux les attendraient."


class Thumb:
    """One finger on a telephone, which counts what it is asked for."""

    def __init__(self, page):
        self.page, self.pages, self.taps = page, 0, 0
        page.goto("/")
        page.on("framenavigated", self._count_page)

    def _count_page(self, frame):
        self.pages += frame == self.page.main_frame

    def tap(self, place):
        """Press it, where it is: what is covered by something else cannot be pressed."""
        place.tap()
        self.taps += 1

    def choose(self, place, answer):
        """Open a list of answers and press one: two taps."""
        place.select_option(answer)
        self.taps += 2


@pytest.mark.parametrize("javascript", [True, False])
def test_an_envie_is_published_in_four_pages_and_seven_taps(a_round, people, open_page, code_for, javascript):
    a_round(ideas_moderated="after")
    ideas.post_idea(
        "Un café pour les enfants du port", STORY, Theme.ISOLATION, town("Arras"), by=people("Bruno", Role.STAFF)
    )
    db.session.commit()
    thumb = Thumb(page := open_page(width=390, height=844, touch=True, javascript=javascript))
    thumb.tap(link(page, "Déposer une envie").first)
    page.get_by_label("Votre envie en une phrase").press_sequentially("Un café des enfants le mercredi")
    if javascript:
        expect(page.get_by_role("link", name="Un café pour les enfants du port")).to_be_visible()
    fill(page, {"Racontez-la en quelques lignes": STORY, "Commune": "bethune"})
    thumb.choose(page.get_by_label("Thème"), "Lutte contre l’isolement")
    thumb.tap(button(page, "Publier mon envie"))
    said(page, "Votre envie est gardée")
    fill(page, {"Votre nom": "Zoé", "Adresse électronique": "zoe@exemple.fr"})
    thumb.tap(page.get_by_text("J’ai 15 ans ou plus"))
    thumb.tap(button(page, "Recevoir mon code"))
    expect(page.get_by_label("Code reçu")).to_be_visible()
    page.get_by_label("Code reçu").fill(code_for("zoe@exemple.fr"))
    thumb.tap(button(page, "Entrer"))
    said(page, "Votre envie est publiée")
    expect(page.get_by_role("heading", level=1)).to_have_text("Un café des enfants le mercredi")
    assert (thumb.pages, thumb.taps) == (MOST_PAGES, MOST_TAPS)

    visitor = open_page(width=390, height=844, touch=True, javascript=javascript)
    visitor.goto("/envies/")
    expect(link(visitor, "Un café des enfants le mercredi")).to_be_visible()
