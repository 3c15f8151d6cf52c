"""The moderators' queue is worked through from the keyboard alone: take the next, a saved answer, decide, the next."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.one_database


def test_the_queue_is_worked_through_without_a_mouse(stage, open_as):
    page = open_as(stage.people["moderator"])
    page.goto("/moderation/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Modération")
    waiting = page.locator(".queue__item")
    before = waiting.count()
    page.keyboard.press("s")  # take the next one
    expect(page.get_by_role("heading", name="Décider", exact=True)).to_be_visible()
    page.keyboard.press("7")  # a saved answer fills the ground and the reason, and leaves the focus on it
    reason = page.get_by_label("Raison")
    expect(reason).to_be_focused()
    expect(reason).not_to_be_empty()
    page.keyboard.press("End")
    page.keyboard.type(" Voir l’article 3.")
    page.keyboard.press("Escape")
    page.keyboard.press("r")  # refuse
    expect(page.locator(".flashes")).to_be_visible()
    page.goto("/moderation/")
    expect(waiting).to_have_count(before - 1)
