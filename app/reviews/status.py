"""Where one reading of a dossier stands: asked for, finished, recused, set aside, or released by staff."""

from enum import StrEnum

from flask_babel import lazy_gettext as _

from app.core.lifecycle import Lifecycle, Move, Shown


class ReviewStatus(StrEnum):
    """Where one person's reading of a dossier stands."""

    ASSIGNED = "assigned"
    FINISHED = "finished"
    RECUSED = "recused"
    SET_ASIDE = "set_aside"
    RELEASED = "released"


S = ReviewStatus
ACTIVE = (S.ASSIGNED, S.FINISHED)
REVIEW = Lifecycle(
    "review",
    S.ASSIGNED,
    {
        S.ASSIGNED: Shown(_("Lecture en cours"), "wait"),
        S.FINISHED: Shown(_("Notes données"), "done"),
        S.RECUSED: Shown(_("Récusation"), "no"),
        S.SET_ASIDE: Shown(_("Notes écartées"), "no"),
        S.RELEASED: Shown(_("Lecture retirée"), "no"),
    },
    finish=Move((S.ASSIGNED, S.FINISHED), S.FINISHED),
    resume=Move((S.FINISHED,), S.ASSIGNED),
    recuse=Move(ACTIVE, S.RECUSED, needs_reason=True),
    set_aside=Move(ACTIVE, S.SET_ASIDE, needs_reason=True),
    release=Move((S.ASSIGNED,), S.RELEASED, needs_reason=True),
    assign=Move((S.RELEASED,), S.ASSIGNED),
)
