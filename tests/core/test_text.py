"""How amounts and dates are written."""

from datetime import UTC, date, datetime

import pytest
from flask_babel import force_locale, lazy_gettext
from markupsafe import Markup

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


def test_the_hour_of_a_page_stays_on_one_line(app):
    template = app.jinja_env.from_string("{{ when|moment }}")
    with app.test_request_context(), force_locale("fr"):
        assert template.render(when=datetime(2026, 3, 3, 10, 36, tzinfo=UTC)) == "3 mars 2026, 11\xa0h\xa036"


@pytest.mark.parametrize(
    ("locale", "said", "shown"),
    [
        ("fr", lazy_gettext("Quand ?"), "Quand\xa0?"),
        ("fr", lazy_gettext("« %(name)s » <b>", name="<i>"), "«\xa0&lt;i&gt;\xa0» &lt;b&gt;"),
        ("fr", Markup("<b>« a »</b>"), "<b>« a »</b>"),
        ("fr", None, ""),
        ("en", "Really ?", "Really ?"),
    ],
)
def test_what_the_code_says_is_typeset_and_escaped_even_when_it_is_lazy(app, locale, said, shown):
    template = app.jinja_env.from_string("{% autoescape true %}{{ said|typeset }}{% endautoescape %}")
    with app.test_request_context(), force_locale(locale):
        assert template.render(said=said) == shown
