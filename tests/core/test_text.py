"""How amounts and dates are written, and how text becomes HTML."""

from datetime import UTC, date, datetime

import pytest
from flask_babel import force_locale

from app.core import text
from app.core.html import rich


@pytest.mark.parametrize(
    ("cents", "locale", "written"),
    [
        (450_000, "fr", "4 500 €"),
        (450_050, "fr", "4 500,50 €"),
        (450_000, "en", "€4,500"),
        (0, "fr", "0 €"),
        (None, "fr", "–"),
        (35_200_000, "fr", "352 000 €"),
        (12, "en", "€0.12"),
    ],
)
def test_money_is_written_as_people_write_it(app, cents, locale, written):
    with app.test_request_context(), force_locale(locale):
        assert text.money(cents).replace("\u202f", " ").replace("\xa0", " ") == written


@pytest.mark.parametrize(
    ("when", "locale", "written"),
    [
        (date(2026, 2, 1), "fr", "1er février 2026"),
        (date(2026, 2, 2), "fr", "2 février 2026"),
        (date(2026, 2, 1), "en", "1 February 2026"),
        (datetime(2026, 1, 31, 23, 30, tzinfo=UTC), "fr", "1er février 2026"),
    ],
)
def test_a_day_is_the_day_in_paris(app, when, locale, written):
    with app.test_request_context(), force_locale(locale):
        assert text.day(when) == written


def test_names_are_compared_without_accents_case_or_hyphens():
    assert text.plain("  Hénin-Beaumont ") == text.plain("HENIN BEAUMONT") == "henin beaumont"
    assert text.plain("Œuf-en-Ternois") == "oeuf en ternois"


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "<svg/onload=alert(1)>",
        "[x](data:text/html,<script>alert(1)</script>)",
        "<a href='&#106;avascript:alert(1)'>x</a>",
        "<iframe src=//evil>",
    ],
)
def test_nothing_in_a_text_can_run(attack):
    html = str(rich(attack)).lower()
    assert [
        bad for bad in ("<script", "<img", "<svg", "<iframe", 'href="javascript', 'href="data') if bad in html
    ] == []


def test_a_text_keeps_its_structure():
    assert str(rich("# Titre\n\n- un\n- **deux**\n\n[lien](https://exemple.fr)")) == (
        "<h2>Titre</h2>\n<ul>\n<li>un</li>\n<li><strong>deux</strong></li>\n</ul>\n"
        '<p><a href="https://exemple.fr" rel="nofollow noopener">lien</a></p>\n'
    )
