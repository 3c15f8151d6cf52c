"""How amounts and dates are written."""

from datetime import UTC, date, datetime

import pytest
from flask_babel import force_locale

from app.core import text


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
