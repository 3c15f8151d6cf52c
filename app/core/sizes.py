"""How much a request may carry: little, but for pages that say they take files."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, request

MEGABYTE = 1024 * 1024
View = TypeVar("View", bound=Callable[..., Any])


def takes(megabytes: int) -> Callable[[View], View]:
    """Let the form of this page carry so much: write it under @bp.route."""

    def decorate(view: View) -> View:
        view.takes = megabytes * MEGABYTE  # type: ignore[attr-defined]
        return view

    return decorate


def watch_sizes(app: Flask) -> None:
    """Set the limit of each request before anything reads it. Larger is refused unread (413), whatever it claims."""

    @app.before_request
    def set_limit() -> None:
        most = getattr(app.view_functions.get(request.endpoint or ""), "takes", None)
        if most is not None:
            request.max_content_length = most
