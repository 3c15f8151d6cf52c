"""The pages of docs/ that are drawn from the code, and hence true: settings, lifecycles, permissions."""

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from flask import Flask
from flask_babel import force_locale

from app.core import logs
from app.core.lifecycle import LIFECYCLES, Lifecycle
from app.core.policy import FRESH, RULES
from config import INSTANCE, Settings

FILES = {"static", "stylesheet"}  # not pages; the address of the style sheet changes with every line of it
NOTE = "<!-- Written by `make docs`; change the code, not this page. -->"


def documents(app: Flask) -> dict[Path, str]:
    """Every generated page: its place and what it should hold."""
    docs = Path("docs")
    with force_locale("fr"):
        return {
            docs / "settings.md": _page("Settings", _settings()),
            docs / "lifecycles.md": _page("Lifecycles", _lifecycles()),
            docs / "permissions.md": _page("Permissions", _permissions(app)),
            docs / "security-events.md": _page("Security events", _security_events()),
        }


def _page(title: str, lines: Iterator[str]) -> str:
    return "\n".join([f"# {title}", "", NOTE, "", *lines]) + "\n"


def _settings() -> Iterator[str]:
    yield "Each is an environment variable, read once at start. Production refuses the development values.\n"
    yield "| setting | type | default | meaning |"
    yield "|---|---|---|---|"
    for field in fields(Settings):
        default = str(field.default).replace(str(INSTANCE), "instance").replace(str(INSTANCE.parent) + "/", "")
        kind = field.type if isinstance(field.type, str) else field.type.__name__
        shown = f"`{default}`" if default else ""
        yield f"| `{field.name}` | {kind} | {shown} | {field.metadata['meaning']} |"


def _lifecycles() -> Iterator[str]:
    for name in sorted(LIFECYCLES):
        yield from _lifecycle(LIFECYCLES[name])


def _lifecycle(lifecycle: Lifecycle) -> Iterator[str]:
    yield f"## {lifecycle.name}\n"
    yield f"Starts as `{lifecycle.first}`.\n"
    yield "| move | from | to | reason owed |"
    yield "|---|---|---|---|"
    for verb, move in lifecycle.moves.items():
        sources = ", ".join(f"`{source}`" for source in sorted(move.sources))
        yield f"| {verb} | {sources} | `{move.target}` | {'yes' if move.needs_reason else ''} |"
    yield ""


def _permissions(app: Flask) -> Iterator[str]:
    yield "Roles count only in a session where a second factor was proved."
    yield "*Fresh*: the deed asks for a proof of the last ten minutes.\n"
    yield "| address | methods | permission | who | fresh |"
    yield "|---|---|---|---|---|"
    for rule in sorted(app.url_map.iter_rules(), key=lambda r: (r.rule, r.endpoint)):
        if rule.endpoint not in FILES:
            name = getattr(app.view_functions[rule.endpoint], "door", "")
            who = "anyone" if name == "public" else RULES[name].name
            methods = " ".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
            yield f"| `{rule.rule}` | {methods} | {name} | {who} | {'yes' if name in FRESH else ''} |"


def _security_events() -> Iterator[str]:
    yield (
        "Written by the logger `comptoir.security`, one JSON line each, in UTC (`at`), with the number of the request "
        "(`request`, also on the page of a 500), its `route`, the `network` it came from (/24 or /48) and the `person` "
        "signed in, by public identifier. No line holds a whole e-mail address (`who` is a keyed digest), a code, a "
        "token, a choice, a name, or the message of an error.\n"
    )
    yield (
        "Lines of `comptoir.request` say method, route, status and milliseconds of every request; never who, nor what "
        "the address carried. `LOG_TO` says where all of it goes; keep it 6 to 12 months (CNIL, délibération "
        "2021-122).\n"
    )
    yield "| event | meaning |"
    yield "|---|---|"
    for event, meaning in logs.EVENTS.items():
        yield f"| `{event}` | {meaning} |"
