"""What may be decided, where an announcement stands, and where an appeal does."""

from enum import StrEnum

from flask_babel import lazy_gettext as _

from app.core.lifecycle import Lifecycle, Move, Shown


class Verdict(StrEnum):
    """The three decisions."""

    LABEL = "label"
    REFUSE = "refuse"
    CHANGES = "changes"


class ReleaseStatus(StrEnum):
    """An announcement is planned, asked for by one person, approved by another, then made at its moment."""

    PLANNED = "planned"
    ASKED = "asked"
    APPROVED = "approved"
    RELEASED = "released"


class AppealStatus(StrEnum):
    """An appeal waits for somebody else, who grants or rejects it."""

    ASKED = "asked"
    GRANTED = "granted"
    REJECTED = "rejected"


VERDICT_NAMES = {
    Verdict.LABEL: _("Label donné"),
    Verdict.REFUSE: _("Label refusé"),
    Verdict.CHANGES: _("Dossier à compléter"),
}
R, A = ReleaseStatus, AppealStatus
RELEASE = Lifecycle(
    "label_release",
    R.PLANNED,
    {
        R.PLANNED: Shown(_("En préparation"), "wait"),
        R.ASKED: Shown(_("À confirmer"), "now"),
        R.APPROVED: Shown(_("Confirmée"), "go"),
        R.RELEASED: Shown(_("Faite"), "done"),
    },
    request=Move({R.PLANNED}, R.ASKED),
    approve=Move({R.ASKED}, R.APPROVED),
    hold_back=Move({R.ASKED, R.APPROVED}, R.PLANNED, needs_reason=True),
    release=Move({R.APPROVED}, R.RELEASED),
)
APPEAL = Lifecycle(
    "label_appeal",
    A.ASKED,
    {
        A.ASKED: Shown(_("À entendre"), "now"),
        A.GRANTED: Shown(_("Accordé"), "done"),
        A.REJECTED: Shown(_("Rejeté"), "no"),
    },
    grant=Move({A.ASKED}, A.GRANTED, needs_reason=True),
    reject=Move({A.ASKED}, A.REJECTED, needs_reason=True),
)
