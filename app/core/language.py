"""French first, English complete: which language this visitor reads."""

from flask import Flask, Response, g, redirect, request
from flask_babel import get_locale

LANGUAGES = ("fr", "en")
COOKIE = "lang"


def choose_locale() -> str:
    """The language chosen with the switch, otherwise French, whatever the browser says: the programme is French."""
    chosen = g.get("language") or (request.cookies.get(COOKIE) if request else None)
    return chosen if chosen in LANGUAGES else "fr"


def other_language() -> str:
    """The language the switch offers."""
    return "en" if str(get_locale()).startswith("fr") else "fr"


def switch_to(language: str, back: str) -> Response:
    """Remember the language for a year and go back to the page."""
    answer = redirect(back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/", 303)
    answer.set_cookie(COOKIE, language, max_age=31536000, samesite="Lax", httponly=True)
    return answer  # type: ignore[return-value]  # werkzeug's response


def speak(app: Flask) -> None:
    """Templates know the language in use and the other one."""
    app.jinja_env.globals |= {"other_language": other_language, "locale": lambda: str(get_locale() or "fr")[:2]}
