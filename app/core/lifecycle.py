"""A lifecycle is a table of moves; advance() is the only way a status changes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask_babel import LazyString
from flask_babel import gettext as _

from app.core import audit, clock
from app.core.errors import MoveRefused

LIFECYCLES: dict[str, "Lifecycle"] = {}


@dataclass(frozen=True)
class Move:
    """From any of `sources`, the verb leads to `target`; a move that needs a reason is refused without one."""

    sources: Collection[StrEnum]
    target: StrEnum
    needs_reason: bool = False


@dataclass(frozen=True)
class Shown:
    """How a status is shown: its sentence, and its tone (wait, now, go, done, no)."""

    label: LazyString | str
    tone: str


class Lifecycle:
    """The table of one entity: its first status, its moves, and how each status is shown."""

    def __init__(self, name: str, first: StrEnum, shown: Mapping[Any, Shown], **moves: Move) -> None:
        self.name, self.first, self.moves, self.shown = name, first, moves, shown
        LIFECYCLES[name] = self

    def open_moves(self, status: StrEnum) -> list[str]:
        """The verbs possible from a status, in the order of the table."""
        return [verb for verb, move in self.moves.items() if status in move.sources]


class HasLifecycle:
    """Mixin of a model with `status` and a class attribute `lifecycle`: what pages ask about its status."""

    lifecycle: Lifecycle
    status: Any

    @property
    def status_label(self) -> str:
        """The status as a word of the screen."""
        return str(self.lifecycle.shown[self.status].label)

    @property
    def status_tone(self) -> str:
        """The tone its badge takes."""
        return self.lifecycle.shown[self.status].tone


def advance(subject: Any, verb: str, *, by: audit.Named | None, reason: str = "", **facts: Any) -> None:
    """Move `subject` along its lifecycle and write it down.

    Raises MoveRefused when the table has no such move from here, or a reason is owed and missing.
    """
    move = subject.lifecycle.moves[verb]
    before = subject.status
    if before not in move.sources:
        raise MoveRefused(
            _("Ce n’est plus possible : l’état est maintenant « %(status)s ».", status=subject.status_label)
        )
    if move.needs_reason and not reason.strip():
        raise MoveRefused(_("Donnez la raison de cette décision : la personne concernée la lira."))
    subject.status, subject.status_at = move.target, clock.now()
    audit.record(
        f"{subject.lifecycle.name}.{verb}",
        subject,
        by=by,
        before=before,
        after=move.target,
        **({"reason": reason} if reason else {}),
        **facts,
    )
