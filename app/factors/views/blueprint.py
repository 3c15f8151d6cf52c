"""The blueprint both kinds of pages belong to, and the challenge a visitor's browser holds."""

from typing import Any

from flask import Blueprint, current_app, request, session
from flask.typing import ResponseReturnValue

from app.core.visit import local_path

bp = Blueprint("factors", __name__, url_prefix="/compte")


def ask(challenge: str, options: str) -> ResponseReturnValue:
    """Answer the browser's question; the cookie remembers the challenge until it is proved."""
    session["challenge"] = challenge
    return current_app.response_class(options, mimetype="application/json")


def challenge() -> str:
    """The challenge this browser was given; once."""
    return str(session.pop("challenge", ""))


def next_of(form: Any) -> str:
    """Where the person was going, typed in the form or named in the address."""
    return local_path(form.next.data or request.args.get("next"))
