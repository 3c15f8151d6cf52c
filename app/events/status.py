"""Where a meeting stands: prepared by the team, announced to everybody, or cancelled."""

from enum import StrEnum

from flask_babel import lazy_gettext as _

from app.core.lifecycle import Lifecycle, Move, Shown


class EventStatus(StrEnum):
    """A meeting is over when its hour has passed: no move says it."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    CANCELLED = "cancelled"


S = EventStatus
LIFECYCLE = Lifecycle(
    "event",
    S.DRAFT,
    {
        S.DRAFT: Shown(_("En préparation"), "wait"),
        S.ANNOUNCED: Shown(_("Annoncé"), "go"),
        S.CANCELLED: Shown(_("Annulé"), "no"),
    },
    announce=Move({S.DRAFT}, S.ANNOUNCED),
    cancel=Move({S.ANNOUNCED}, S.CANCELLED, needs_reason=True),
)
