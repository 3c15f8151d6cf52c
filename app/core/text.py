"""How dates, instants, numbers and money are written on the screen, in French and in English; texts to translate."""

import unicodedata
from datetime import date, datetime

from babel.numbers import format_currency, format_decimal
from flask import Flask
from flask_babel import format_date, format_datetime, get_locale

from app.core.clock import paris
from app.core.language import typeset


def N_(text: str) -> str:  # noqa: N802 (the name that extraction of messages knows)
    """Mark a text for translation without translating it."""
    return text


def money(cents: int | None, currency: str = "EUR") -> str:
    """An amount in cents as people write it: whole units without decimals ("4 500 €")."""
    if cents is None:
        return "–"
    locale = get_locale() or "fr"
    if cents % 100:
        return format_currency(_decimal(cents), currency, locale=locale)
    shape = "#,##0 ¤" if str(locale).startswith("fr") else "¤#,##0"
    return format_currency(cents // 100, currency, shape, locale=locale, currency_digits=False)


def _decimal(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def number(value: int) -> str:
    """A whole number with the thousands of the language."""
    return format_decimal(value, locale=get_locale() or "fr")


def day(when: date | datetime) -> str:
    """A day: "1er février 2026", "1 February 2026" (in Paris, when an instant is given)."""
    day_ = paris(when).date() if isinstance(when, datetime) else when
    text = format_date(day_, "d MMMM y")
    return "1er " + text[2:] if day_.day == 1 and str(get_locale()).startswith("fr") else text


def moment(when: datetime) -> str:
    """A day and its hour in Paris: "3 mars 2026 à 18 h 30"."""
    hour = format_datetime(when, "H 'h' mm") if str(get_locale()).startswith("fr") else format_datetime(when, "HH:mm")
    return f"{day(when)}, {hour}"


def plain(text: str) -> str:
    """Without accents, case, or more than one space: how names and places are compared."""
    letters = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    kept = "".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c))
    return " ".join(kept.split())


def teach_templates(app: Flask) -> None:
    """Give these writings to the templates as filters."""
    app.jinja_env.filters |= {"money": money, "number": number, "day": day, "moment": _moment_in_page}


def _moment_in_page(when: datetime) -> str:
    """A moment whose hour stays on one line."""
    return typeset(moment(when))
