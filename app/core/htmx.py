"""One view, two answers: the page, or the fragment of it that htmx asked for."""

from typing import Any

from flask import render_template, request


def render(page: str, fragment: str | None = None, /, **context: Any) -> str:
    """Render the page; when htmx asks, only the fragment that the page includes."""
    # Going back, htmx asks for the whole page again: a fragment alone would replace it.
    asked = request.headers.get("HX-Request") == "true" and "HX-History-Restore-Request" not in request.headers
    return render_template(fragment if asked and fragment else page, **context)
