"""The pages of docs/ drawn from the code, and hence true: settings, lifecycles, permissions, register of data."""

from collections.abc import Iterator
from dataclasses import Field
from pathlib import Path
from typing import Any

from flask import Flask
from flask_babel import force_locale

from app.admin import matrix
from app.core import logs
from app.core.lifecycle import LIFECYCLES, Lifecycle
from app.core.privacy import BASIS_NAMES, REGISTER, RETENTIONS, Entry
from config import INSTANCE, OidcProvider, Settings, said

NOTE = "<!-- Written by `make docs`; change the code, not this page. -->"


def documents(app: Flask) -> dict[Path, str]:
    """Every generated page: its place and what it should hold."""
    docs = Path("docs")
    with force_locale("fr"):
        return {
            docs / "settings.md": _page("Settings", _settings()),
            docs / "lifecycles.md": _page("Lifecycles", _lifecycles()),
            docs / "permissions.md": _page("Permissions", matrix.page(app)),
            docs / "limits.md": _page("Limits", _limits(app)),
            docs / "security-events.md": _page("Security events", _security_events()),
            docs / "personal-data.md": _page("Registre des données", _personal_data()),
        }


def _page(title: str, lines: Iterator[str]) -> str:
    return "\n".join([f"# {title}", "", NOTE, "", *lines]) + "\n"


def _settings() -> Iterator[str]:
    yield "Each is an environment variable, read once at start. Production refuses the development values.\n"
    yield "| setting | type | default | meaning |"
    yield "|---|---|---|---|"
    yield from (_setting("", field) for field in said(Settings))
    yield "\n## Each provider of OIDC_PROVIDERS\n"
    yield "| setting | type | default | meaning |"
    yield "|---|---|---|---|"
    yield from (_setting("OIDC_<NAME>_", field) for field in said(OidcProvider))


def _setting(prefix: str, field: Field[Any]) -> str:
    default = str(field.default).replace(str(INSTANCE), "instance").replace(str(INSTANCE.parent) + "/", "")
    kind = field.type if isinstance(field.type, str) else field.type.__name__
    shown = f"`{default}`" if default else ""
    return f"| `{prefix}{field.name}` | {kind} | {shown} | {field.metadata['meaning']} |"


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


def _personal_data() -> Iterator[str]:
    yield "Le registre de l’article 30 du RGPD, colonne par colonne ; il se remplit dans `app/<feature>/personal.py`,"
    yield "et une colonne qui n’y est pas fait échouer les tests. Les durées sont appliquées par `flask privacy purge`"
    yield "([durées](retention.md)) ; l’analyse d’impact est dans [dpia.md](dpia.md).\n"
    personal = sorted((entry for entry in REGISTER.values() if entry.columns), key=lambda entry: entry.table.name)
    for entry in personal:
        yield from _entry(entry)
    yield "## Les durées que la purge applique\n"
    yield "| règle | durée | ce qui arrive au bout |"
    yield "|---|---|---|"
    for rule in sorted(RETENTIONS.values(), key=lambda rule: rule.public_id):
        yield f"| `{rule.public_id}` | {rule.after.days} jours | {rule} |"
    yield "\n## Tables sans donnée personnelle\n"
    yield ", ".join(f"`{name}`" for name in sorted(set(REGISTER) - {entry.table.name for entry in personal})) + "."


def _entry(entry: Entry) -> Iterator[str]:
    yield f"## {entry.title} (`{entry.table.name}`)\n"
    yield f"- **De qui** : {entry.people}"
    yield f"- **Pour quoi** : {entry.why}"
    yield f"- **Base légale** : {BASIS_NAMES[entry.basis] if entry.basis else ''}"
    yield f"- **Durée** : {entry.kept}"
    yield f"- **Qui le voit** : {entry.seen_by}\n"
    yield "| colonne | à quoi elle sert | dans l’export |"
    yield "|---|---|---|"
    for name, purpose in entry.columns.items():
        exported = entry.whose is not None and name in entry.exported
        yield f"| `{name}` | {purpose} | {'oui' if exported else 'non'} |"
    technical = ", ".join(f"`{name}`" for name in sorted(entry.technical))
    yield f"\nTechnique, ne dit rien de personne : {technical}.\n" if technical else ""


def _limits(app: Flask) -> Iterator[str]:
    yield (
        "How often one machine (an IPv4 address, an IPv6 /64) and one signed-in person may ask; the setting `LIMITS` "
        "changes them, `LIMITS_URL` says where they are counted. Over a limit, the answer is a page with the time to "
        "wait and what was typed (429, `Retry-After`). *closed*: refused (503) while the store of the counts does not "
        "answer; the others are let through then, with a line in the log. What one e-mail address may receive or try "
        "is counted beside, in the database: see [decision 8](decisions/0008-limits-in-the-database.md).\n"
    )
    yield "| name | one machine | one person | store silent | what |"
    yield "|---|---|---|---|---|"
    for rate in app.config["RATES"].values():
        closed = "closed" if rate.strict else "open"
        yield f"| `{rate.name}` | {rate.address} | {rate.person} | {closed} | {rate.meaning} |"
