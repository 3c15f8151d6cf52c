"""French first, English complete: which language this visitor reads."""

import re
from functools import lru_cache
from typing import Any

from babel import Locale
from flask import Flask, Response, current_app, g, has_app_context, redirect, request
from flask_babel import Domain, get_locale, get_translations
from markupsafe import Markup

from app.core.extensions import babel
from app.core.html import of_the_catalogue
from app.core.visit import local_path

LANGUAGES = ("fr", "en")
LOCALES = {code: Locale(code) for code in LANGUAGES}


def choose_locale() -> str:
    """The language of the switch, or of the profile; otherwise French, whatever the browser says: the programme is."""
    chosen = g.get("language") or (request.cookies.get(cookie_name()) if request else None)
    chosen = chosen or getattr(g.get("actor"), "language", None)
    return chosen if chosen in LANGUAGES else "fr"


def locale_in_use() -> Locale:
    """The same for Babel, which would read its files at each request to know whether there is such a language."""
    return LOCALES[choose_locale()]


def cookie_name() -> str:
    """The cookie of the language; with the prefix that only a page of this very site can set, where https is sure."""
    return "__Host-lang" if current_app.config["SESSION_COOKIE_SECURE"] else "lang"


def other_language() -> str:
    """The language the switch offers."""
    return "en" if language() == "fr" else "fr"


def switch_to(language: str, back: str) -> Response:
    """Remember the language for a year and go back to the page."""
    answer = redirect(local_path(back) or "/", 303)
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    answer.set_cookie(cookie_name(), language, max_age=31536000, samesite="Lax", httponly=True, secure=secure)
    return answer  # type: ignore[return-value]  # werkzeug's response


@lru_cache(maxsize=4096)
def typeset(text: str) -> str:
    """French typography: the space before ? ! ; : » and after « or n°, and those of "14 h 30", never end a line."""
    return re.sub("(?<=\\S) (?=[?!;:»])|(?<=«) |(?<=\\bn°) |(?<=\\d) (?=h\\b)|(?<=\\d h) (?=\\d)", "\u00a0", text)


def language() -> str:
    """The language in use: "fr" or "en"; asked some hundred times by a page."""
    known = g.get("_flask_babel") if has_app_context() else None  # where Flask-Babel keeps what it has chosen
    locale = getattr(known, "babel_locale", None) or get_locale()
    return locale.language if locale else "fr"


class Said(Domain):
    """The catalogues of the house, in which each sentence is looked up once: a page says sixty and more."""

    def gettext(self, string: str, **variables: Any) -> str:
        """A sentence in the language in use."""
        said = _said(string, language())
        return said % variables if variables else said


@lru_cache(maxsize=8192)
def _said(text: str, _language: str) -> str:
    return str(get_translations().ugettext(text))


def in_page(text: str, /, **variables: Any) -> Markup:
    """A sentence of a template, translated; typeset when it stays French. What is put into it is escaped."""
    if variables:
        return _in_page(text, language()) % variables
    return _alone_in_page(text, language())


@lru_cache(maxsize=8192)
def _in_page(text: str, code: str) -> Markup:
    return of_the_catalogue(typeset(_said(text, code)) if code == "fr" else _said(text, code))


@lru_cache(maxsize=8192)
def _alone_in_page(text: str, code: str) -> Markup:
    return _in_page(text, code) % ()


def typeset_here(text: object) -> object:
    """What the code says on a page of French, typeset; the filter of templates for errors, hints and messages.

    A lazy sentence is text like another, though it says of itself that it is HTML: it is escaped where it is shown.
    """
    if isinstance(text, Markup):
        return text  # what the template says itself is typeset already
    said = "" if text is None else str(text)
    return typeset(said) if language() == "fr" else said


def in_page_counted(one: str, many: str, num: int, /, **variables: Any) -> Markup:
    """The same for a sentence that counts."""
    return _counted(one, many, num, language()) % {"num": num, **variables}


@lru_cache(maxsize=4096)
def _counted(one: str, many: str, num: int, code: str) -> Markup:
    said = get_translations().ungettext(one, many, num)
    return of_the_catalogue(typeset(said) if code == "fr" else said)


def speak(app: Flask) -> None:
    """Templates know the language in use and the other one."""
    babel.domain_instance = Said()
    templates = app.jinja_env
    templates.install_gettext_callables(in_page, in_page_counted, newstyle=True)  # type: ignore[attr-defined]
    templates.filters["typeset"] = typeset_here
    # The library would do around them what they do themselves, and forget it: a page says sixty sentences and more.
    said = {"_": in_page, "gettext": in_page, "ngettext": in_page_counted}
    templates.globals |= {**said, "other_language": other_language, "locale": language}
