"""French first, English complete: which language this visitor reads."""

import re
from functools import lru_cache

from flask import Flask, Response, current_app, g, redirect, request
from flask_babel import get_locale, get_translations
from markupsafe import Markup

from app.core.visit import local_path

LANGUAGES = ("fr", "en")


def choose_locale() -> str:
    """The language of the switch, or of the profile; otherwise French, whatever the browser says: the programme is."""
    chosen = g.get("language") or (request.cookies.get(cookie_name()) if request else None)
    chosen = chosen or getattr(g.get("actor"), "language", None)
    return chosen if chosen in LANGUAGES else "fr"


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
    """The language in use: "fr" or "en"."""
    locale = get_locale()
    return locale.language if locale else "fr"


def in_page(text: str) -> str:
    """A sentence of a template, translated; typeset when it stays French."""
    said = get_translations().ugettext(text)
    return typeset(said) if language() == "fr" else said


def typeset_here(text: object) -> object:
    """What the code says on a page of French, typeset; the filter of templates for errors, hints and messages.

    A lazy sentence is text like another, though it says of itself that it is HTML: it is escaped where it is shown.
    """
    if isinstance(text, Markup):
        return text  # what the template says itself is typeset already
    said = "" if text is None else str(text)
    return typeset(said) if language() == "fr" else said


def in_page_counted(one: str, many: str, count: int) -> str:
    """The same for a sentence that counts."""
    said = get_translations().ungettext(one, many, count)
    return typeset(said) if language() == "fr" else said


def speak(app: Flask) -> None:
    """Templates know the language in use and the other one."""
    app.jinja_env.install_gettext_callables(in_page, in_page_counted, newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.filters["typeset"] = typeset_here
    app.jinja_env.globals |= {"other_language": other_language, "locale": language}
