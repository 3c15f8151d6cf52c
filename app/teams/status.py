"""Where a hand-over stands: offered by the holder, answered by the one who would hold the project."""

from enum import StrEnum

from flask_babel import lazy_gettext as _

from app.core.lifecycle import Lifecycle, Move, Shown


class HandoverStatus(StrEnum):
    """Until it is accepted, nothing changes hands."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


S = HandoverStatus
HANDOVER = Lifecycle(
    "handover",
    S.OFFERED,
    {
        S.OFFERED: Shown(_("Proposé"), "wait"),
        S.ACCEPTED: Shown(_("Accepté"), "done"),
        S.DECLINED: Shown(_("Décliné"), "no"),
        S.WITHDRAWN: Shown(_("Retiré"), "no"),
    },
    accept=Move({S.OFFERED}, S.ACCEPTED),
    decline=Move({S.OFFERED}, S.DECLINED),
    withdraw=Move({S.OFFERED}, S.WITHDRAWN),
)
