"""A visitor's way through the site: where `next` may lead, what signing in does not throw away, the ways out."""

import secrets
from collections.abc import Callable
from typing import Any

from flask import session

_KEPT: set[str] = {"browser"}
_WAYS_OUT: list[Callable[[str], str]] = []


def local_path(path: str | None) -> str:
    """A path of this site, or nothing: what comes from an address or a form never leads elsewhere."""
    path = path or ""
    unsafe = not path.startswith("/") or path[1:2] in {"/", "\\"} or any(ord(c) < 32 for c in path)
    return "" if unsafe else path


def keep_when_signing_in(key: str) -> str:
    """Let a feature's part of the visitor's cookie survive signing in; return the key."""
    _KEPT.add(key)
    return key


def browser() -> str:
    """A secret of this browser, kept in its signed cookie: what it asked for opens nowhere else."""
    if "browser" not in session:
        session["browser"] = secrets.token_urlsafe(16)
    return str(session["browser"])


def start_afresh() -> None:
    """Empty the cookie of whoever signs in, but for what features asked to keep: what was begun is not lost."""
    written: dict[str, Any] = {key: session[key] for key in session if key in _KEPT}
    session.clear()
    session.update(written)


def lead_out(way: Callable[[str], str]) -> Callable[[str], str]:
    """Let a feature say where signing out leads: `way` gets the token of the closed session, gives a path or ""."""
    _WAYS_OUT.append(way)
    return way


def way_out(token: str) -> str:
    """Where somebody whose session was just closed goes now; the home page when no feature says otherwise."""
    return next((path for way in _WAYS_OUT if (path := way(token))), "/")
