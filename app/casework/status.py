"""Where a case stands."""

from enum import StrEnum

from flask_babel import lazy_gettext as _

from app.core.lifecycle import Lifecycle, Move, Shown


class CaseStatus(StrEnum):
    """It waits for the team, or for its author; then it is decided, or nothing is left to decide."""

    WAITING = "waiting"
    ASKED = "asked"
    DECIDED = "decided"
    CLOSED = "closed"


S = CaseStatus
OPEN = (S.WAITING, S.ASKED)
CASE = Lifecycle(
    "case",
    S.WAITING,
    {
        S.WAITING: Shown(_("À décider"), "wait"),
        S.ASKED: Shown(_("Attend son auteur"), "now"),
        S.DECIDED: Shown(_("Décidé"), "done"),
        S.CLOSED: Shown(_("Sans objet"), "no"),
    },
    decide=Move({S.WAITING, S.ASKED}, S.DECIDED),
    ask=Move({S.WAITING, S.ASKED}, S.ASKED, needs_reason=True),
    resume=Move({S.ASKED}, S.WAITING),
    close=Move({S.WAITING, S.ASKED}, S.CLOSED),
    revise=Move({S.DECIDED}, S.DECIDED),
)
