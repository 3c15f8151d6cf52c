"""What a person typed in a form that comes to nothing, to be shown on the page that says so and copied again."""

from flask import request

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


def typed_words() -> dict[str, str]:
    """The texts of the form just sent, by name: nothing that its page hid, never a password."""
    typed = {name: text for name, text in request.form.items() if _is_typed(name) and text.strip()}
    return {name: text for name, text in typed.items() if "token" not in name and "password" not in name}


def _is_typed(name: str) -> bool:
    """Whether a person writes in that field; of a row ("rows-2-key") its last word counts."""
    return name.rpartition("-")[2] not in UNTYPED
