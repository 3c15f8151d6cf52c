"""Where a round and each of its phases stand."""

from enum import StrEnum

from flask_babel import lazy_gettext as _

from app.core.lifecycle import Lifecycle, Move, Shown


class RoundStatus(StrEnum):
    """A round is prepared by staff, then public, then kept."""

    DRAFT = "draft"
    PUBLISHED = "published"
    ARCHIVED = "archived"


class PhaseStatus(StrEnum):
    """A phase is opened by one person; two close it."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSING = "closing"
    CLOSED = "closed"


RUNNING = (PhaseStatus.OPEN, PhaseStatus.CLOSING)
R, P = RoundStatus, PhaseStatus
ROUND = Lifecycle(
    "round",
    R.DRAFT,
    {
        R.DRAFT: Shown(_("En préparation"), "wait"),
        R.PUBLISHED: Shown(_("Publiée"), "go"),
        R.ARCHIVED: Shown(_("Archivée"), "done"),
    },
    publish=Move({R.DRAFT}, R.PUBLISHED),
    archive=Move({R.PUBLISHED}, R.ARCHIVED),
)
PHASE = Lifecycle(
    "phase",
    P.PLANNED,
    {
        P.PLANNED: Shown(_("À venir"), "wait"),
        P.OPEN: Shown(_("Ouverte"), "now"),
        P.CLOSING: Shown(_("Clôture demandée"), "now"),
        P.CLOSED: Shown(_("Close"), "done"),
    },
    open=Move({P.PLANNED}, P.OPEN),
    request_close=Move({P.OPEN}, P.CLOSING),
    keep_open=Move({P.CLOSING}, P.OPEN),
    close=Move({P.CLOSING}, P.CLOSED),
)
