"""Where a sitting of the committee stands, and what became of a dossier on its agenda."""

from enum import StrEnum

from flask_babel import lazy_gettext as _

from app.core.lifecycle import Lifecycle, Move, Shown


class SittingStatus(StrEnum):
    """A sitting is prepared, its members called, held, then closed with its minutes."""

    PLANNED = "planned"
    CONVENED = "convened"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Outcome(StrEnum):
    """What the committee says of a dossier: the decision itself is prepared from it, and announced later."""

    LABEL = "label"
    REFUSE = "refuse"
    CHANGES = "changes"
    ADJOURN = "adjourn"


OUTCOME_NAMES = {
    Outcome.LABEL: _("Donner le label"),
    Outcome.REFUSE: _("Refuser le label"),
    Outcome.CHANGES: _("Demander de compléter"),
    Outcome.ADJOURN: _("Ajourner à une autre séance"),
}
S = SittingStatus
SITTING = Lifecycle(
    "sitting",
    S.PLANNED,
    {
        S.PLANNED: Shown(_("En préparation"), "wait"),
        S.CONVENED: Shown(_("Convoquée"), "go"),
        S.OPEN: Shown(_("En cours"), "now"),
        S.CLOSED: Shown(_("Levée"), "done"),
        S.CANCELLED: Shown(_("Annulée"), "no"),
    },
    convene=Move({S.PLANNED}, S.CONVENED),
    open=Move({S.PLANNED, S.CONVENED}, S.OPEN),
    close=Move({S.OPEN}, S.CLOSED),
    cancel=Move({S.PLANNED, S.CONVENED}, S.CANCELLED, needs_reason=True),
)
