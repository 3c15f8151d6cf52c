"""Things that the team may take out of sight, whatever their own status: a picture, a project, a profile."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Mapped

from app.core import audit, clock
from app.core.errors import MoveRefused


class Hideable:
    """Mixin of a model: since when nobody but its people and the team sees it."""

    hidden_at: Mapped[datetime | None]


def hide(thing: Any, reason: str, *, by: audit.Named | None) -> None:
    """Take it out of sight. Raises MoveRefused when it is already, or without a reason."""
    if thing.hidden_at is not None:
        raise MoveRefused(_("C’est déjà masqué."))
    _require(reason)
    thing.hidden_at = clock.now()
    audit.record(f"{thing.__tablename__}.hide", thing, by=by, reason=reason)


def restore(thing: Any, reason: str, *, by: audit.Named | None) -> None:
    """Show it again. Raises MoveRefused when it is not hidden, or without a reason."""
    if thing.hidden_at is None:
        raise MoveRefused(_("Ce n’est pas masqué."))
    _require(reason)
    thing.hidden_at = None
    audit.record(f"{thing.__tablename__}.restore", thing, by=by, reason=reason)


def _require(reason: str) -> None:
    if not reason.strip():
        raise MoveRefused(_("Donnez la raison de cette décision : la personne concernée la lira."))


def show(thing: Any, *, by: audit.Named | None) -> None:
    """Show what waited out of sight to be read. Raises MoveRefused when it is shown already."""
    if thing.hidden_at is None:
        raise MoveRefused(_("Ce n’est pas masqué."))
    thing.hidden_at = None
    audit.record(f"{thing.__tablename__}.publish", thing, by=by)


def keep_hidden(thing: Any, reason: str, *, by: audit.Named | None) -> None:
    """Refuse what waited out of sight: it stays there, for a reason."""
    _require(reason)
    audit.record(f"{thing.__tablename__}.refuse", thing, by=by, reason=reason)
