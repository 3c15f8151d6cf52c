"""Who sees, adds and removes a file: whoever may see or change the thing it belongs to, as that thing's own doors say.

Features above say so with hold(); this one asks their doors and knows nothing of them.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from app.core.policy import RULES, Rule, allow
from app.files.models import FileKind, StoredFile


class Holder(NamedTuple):
    """A kind of things that have files: how to find one, the doors that decide, the page to come back to."""

    load: Callable[[str], Any]
    page: str
    see: str
    change: str = ""
    remove: str = ""
    documents: str = ""  # who reads its documents; "" when it takes none


class Held(NamedTuple):
    """One thing and its kind."""

    holder: Holder
    thing: Any


HOLDERS: dict[str, Holder] = {}


def hold(kind: str, holder: Holder) -> None:
    """Let things of a kind ("idea", as the audit log says) have files."""
    HOLDERS[kind] = holder


def held(kind: str, public_id: str) -> Held | None:
    """The thing of that kind and identifier, when it can have files."""
    holder = HOLDERS.get(kind)
    thing = holder.load(public_id) if holder else None
    return Held(holder, thing) if holder and thing is not None else None


class Placed(NamedTuple):
    """A file with the thing it belongs to: what its doors look at."""

    file: StoredFile
    held: Held


def placed(file: StoredFile | None) -> Placed | None:
    """The file with its thing; nothing when either is gone."""
    found = held(*file.subject.split(":", 1)) if file else None
    return Placed(file, found) if file and found else None


def _sees(actor: Any, placed: Placed) -> bool:
    holder, hidden = placed.held.holder, placed.file.hidden_at is not None
    if hidden and (actor is None or not (actor.roles or actor.id == placed.file.owner_id)):
        return False
    door = holder.see if placed.file.kind is FileKind.PICTURE else holder.documents
    return bool(door) and RULES[door](actor, placed.held.thing)


def _removes(actor: Any, placed: Placed) -> bool:
    door = placed.held.holder.remove
    return bool(door) and RULES[door](actor, placed.held.thing)


def _changes(actor: Any, found: Held) -> bool:
    return bool(found.holder.change) and RULES[found.holder.change](actor, found.thing)


def _takes_documents(_actor: Any, found: Held) -> bool:
    return bool(found.holder.documents)


class _LikeItsThing(Rule):
    """Whoever may change the thing; closed, it says what keeps the thing itself closed."""

    def why_not(self, actor: Any, found: Held) -> str:
        """The sentence of the thing's own door ("your dossier is submitted")."""
        door = found.holder.change
        return RULES[door].why_not(actor, found.thing) if door else ""


CHANGES = _LikeItsThing(_changes, "who may change what it belongs to")

allow(
    file__see=Rule(_sees, "who may see what it belongs to"),
    file__remove=Rule(_removes, "who may change what it belongs to"),
    file__keep_picture=CHANGES,
    file__keep_document=CHANGES & Rule(_takes_documents, "takes documents"),
)
