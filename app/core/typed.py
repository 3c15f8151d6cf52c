"""What a person typed in a form that comes to nothing: shown on the page that says so, or waiting in the form."""

import json

from flask import request, session
from werkzeug.datastructures import MultiDict

from app.core import clock

WAITS = 1200  # seconds: long enough to receive a code by mail, and to type it
ROOM = 2000  # bytes: a cookie holds 4,096, other things too

# What forms carry in hidden fields, and their buttons: nobody types it (tests/house/test_house.py compares).
UNTYPED = {
    "asked_key",
    "back",
    "code",
    "credential",
    "digest",
    "fil",
    "idea",
    "key",
    "known",
    "marks",
    "member",
    "next",
    "number",
    "page",
    "preset",
    "q",
    "remove",
    "reply_to",
    "saisie",
    "seen",
    "then",
    "version",
    "way",
}
SECRETS = {"current", "new"}  # passwords whose names do not say so (the same test compares)


def typed_words() -> dict[str, str]:
    """The texts of the form just sent, by name: nothing that its page hid, never a password."""
    typed = {name: text for name, text in request.form.items() if _is_typed(name) and text.strip()}
    return {name: text for name, text in typed.items() if "token" not in name and not _is_secret(name)}


def _is_secret(name: str) -> bool:
    return "password" in name or name in SECRETS


def keep_typed(page: str) -> bool:
    """Keep the form just sent for its page, in the visitor's signed cookie; say whether it had room. No password is."""
    words = {name: request.form.getlist(name) for name in typed_words()}
    if not words or len(json.dumps(words).encode()) > ROOM:
        return False
    session["typed"] = {"page": page.partition("?")[0], "words": words, "at": clock.now().timestamp()}
    return True


def kept_for(page: str) -> MultiDict[str, str] | None:
    """What waits for this page, if anything does."""
    kept = session.get("typed") or {}
    is_here = kept.get("page") == page and clock.now().timestamp() - kept["at"] < WAITS
    return MultiDict(kept["words"]) if is_here else None


def forget_typed() -> None:
    """The form was sent again: nothing waits any more."""
    session.pop("typed", None)


def _is_typed(name: str) -> bool:
    """Whether a person writes in that field; of a row ("rows-2-key") its last word counts."""
    return name.rpartition("-")[2] not in UNTYPED
