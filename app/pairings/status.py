"""Where the merging of two proposals stands."""

from enum import StrEnum

from flask_babel import lazy_gettext as _

from app.core.lifecycle import Lifecycle, Move, Shown


class MergerStatus(StrEnum):
    """One team asks, the other accepts or declines; whoever asked may take it back."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


M = MergerStatus
MERGER = Lifecycle(
    "merger",
    M.ASKED,
    {
        M.ASKED: Shown(_("Demandé"), "wait"),
        M.ACCEPTED: Shown(_("Accepté"), "done"),
        M.DECLINED: Shown(_("Décliné"), "no"),
        M.WITHDRAWN: Shown(_("Retiré"), "no"),
    },
    accept=Move({M.ASKED}, M.ACCEPTED),
    decline=Move({M.ASKED}, M.DECLINED, needs_reason=True),
    withdraw=Move({M.ASKED}, M.WITHDRAWN),
)
