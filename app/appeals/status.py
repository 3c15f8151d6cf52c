"""Where an appeal stands."""

from enum import StrEnum

from flask_babel import lazy_gettext as _

from app.core.lifecycle import Lifecycle, Move, Shown


class AppealStatus(StrEnum):
    """It waits for somebody who did not decide; then the decision stands, or is undone."""

    WAITING = "waiting"
    UPHELD = "upheld"
    REVERSED = "reversed"


S = AppealStatus
APPEAL = Lifecycle(
    "appeal",
    S.WAITING,
    {
        S.WAITING: Shown(_("À examiner"), "wait"),
        S.UPHELD: Shown(_("Décision maintenue"), "no"),
        S.REVERSED: Shown(_("Décision annulée"), "go"),
    },
    uphold=Move({S.WAITING}, S.UPHELD, needs_reason=True),
    reverse=Move({S.WAITING}, S.REVERSED, needs_reason=True),
)
