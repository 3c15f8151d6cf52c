"""How dates, instants, numbers and money are written on the screen, in French and in English; texts to translate."""

import unicodedata
from datetime import date, datetime
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import get_currency_symbol
from flask import Flask

from app.core.clock import paris
from app.core.language import language, typeset


def N_(text: str) -> str:  # noqa: N802 (the name that extraction of messages knows)
    """Mark a text for translation without translating it."""
    return text


def money(cents: int | None, currency: str = "EUR") -> str:
    """An amount in cents as people write it: whole units without decimals ("4 500 €")."""
    if cents is None:
        return "–"
    code = language()
    amount = number(abs(cents) // 100)
    if cents % 100:
        amount += f"{_symbols(code)['decimal']}{abs(cents) % 100:02d}"
    symbol, sign = _currency(currency, code), "-" if cents < 0 else ""
    gap = "\u00a0" if cents % 100 else " "
    return f"{sign}{amount}{gap}{symbol}" if code == "fr" else f"{sign}{symbol}{amount}"


def number(value: int) -> str:
    """A whole number with the thousands of the language."""
    return f"{value:,}".replace(",", _symbols(language())["group"])


@lru_cache
def _symbols(code: str) -> dict[str, str]:
    """How the language writes numbers (Unicode CLDR, by Babel, whose own writing takes a hundred times longer)."""
    found: dict[str, str] = Locale(code).number_symbols["latn"]
    return found


@lru_cache
def _currency(currency: str, code: str) -> str:
    return get_currency_symbol(currency, locale=code)


def day(when: date | datetime) -> str:
    """A day: "1er février 2026", "1 February 2026" (in Paris, when an instant is given)."""
    day_ = paris(when).date() if isinstance(when, datetime) else when
    text = date_as(day_, "d MMMM y")
    return "1er " + text[2:] if day_.day == 1 and language() == "fr" else text


def date_as(when: date, shape: str) -> str:
    """A date as a pattern of Unicode says ("MMMM y": "mars 2026"), in the language in use."""
    return _date_as(when, shape, language())


@lru_cache(maxsize=2048)
def _date_as(when: date, shape: str, code: str) -> str:
    return format_date(when, shape, locale=code)  # slow, and a list says the same few days again and again


def moment(when: datetime) -> str:
    """A day and its hour in Paris: "3 mars 2026 à 18 h 30"."""
    at = paris(when)
    hour = f"{at.hour} h {at.minute:02d}" if language() == "fr" else f"{at:%H:%M}"
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
