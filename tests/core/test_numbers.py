"""Numbers and money are written as the Unicode CLDR says (Babel), whatever writes them."""

import pytest
from babel.numbers import format_currency, format_decimal
from flask_babel import force_locale

from app.core.text import money, number

AMOUNTS = [0, 1, -1, 99, 100, -100, 101, -199, 999, 1000, 123456, -123456, 12345678, 1234567800]


@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("value", AMOUNTS)
def test_as_babel_writes_them(app, code, value):
    with app.test_request_context("/"), force_locale(code):
        assert number(value) == format_decimal(value, locale=code)
        for currency in ("EUR", "PLN", "CZK"):
            assert money(value, currency) == _by_babel(value, currency, code)


def _by_babel(cents, currency, code):
    if cents % 100:
        exact = f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"
        return format_currency(exact, currency, locale=code)
    shape = "#,##0 ¤" if code == "fr" else "¤#,##0"
    return format_currency(cents // 100, currency, shape, locale=code, currency_digits=False)
