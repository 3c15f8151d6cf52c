"""Where an idea stands."""

from enum import StrEnum

from flask_babel import lazy_gettext as _

from app.core.lifecycle import Lifecycle, Move, Shown


class IdeaStatus(StrEnum):
    """From the moment it is posted to the moment it grows."""

    PENDING = "pending"
    PUBLISHED = "published"
    REFUSED = "refused"
    HIDDEN = "hidden"
    GROWN = "grown"


S = IdeaStatus
SHOWN = (S.PUBLISHED, S.GROWN)  # what everybody reads
LIFECYCLE = Lifecycle(
    "idea",
    S.PENDING,
    {
        S.PENDING: Shown(_("En attente de relecture"), "wait"),
        S.PUBLISHED: Shown(_("Publiée"), "go"),
        S.REFUSED: Shown(_("Refusée"), "no"),
        S.HIDDEN: Shown(_("Masquée"), "no"),
        S.GROWN: Shown(_("Devenue projet"), "done"),
    },
    publish=Move({S.PENDING}, S.PUBLISHED),
    refuse=Move({S.PENDING}, S.REFUSED, needs_reason=True),
    hide=Move({S.PUBLISHED, S.GROWN}, S.HIDDEN, needs_reason=True),
    restore=Move({S.HIDDEN, S.REFUSED}, S.PUBLISHED, needs_reason=True),
    restore_grown=Move({S.HIDDEN}, S.GROWN, needs_reason=True),
    grow=Move({S.PUBLISHED}, S.GROWN),
)
