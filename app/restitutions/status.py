"""Where a contribution and a report of a meeting stand."""

from enum import StrEnum

from flask_babel import lazy_gettext as _

from app.core.lifecycle import Lifecycle, Move, Shown


class ContributionStatus(StrEnum):
    """It waits, is read by everybody, or no longer."""

    PENDING = "pending"
    PUBLISHED = "published"
    HIDDEN = "hidden"


class RestitutionStatus(StrEnum):
    """Being written, then read by everybody."""

    DRAFT = "draft"
    PUBLISHED = "published"


C, R = ContributionStatus, RestitutionStatus
CONTRIBUTION = Lifecycle(
    "contribution",
    C.PENDING,
    {
        C.PENDING: Shown(_("En attente de relecture"), "wait"),
        C.PUBLISHED: Shown(_("Publiée"), "go"),
        C.HIDDEN: Shown(_("Masquée"), "no"),
    },
    publish=Move({C.PENDING}, C.PUBLISHED),
    hide=Move({C.PENDING, C.PUBLISHED}, C.HIDDEN, needs_reason=True),
    restore=Move({C.HIDDEN}, C.PUBLISHED, needs_reason=True),
)
RESTITUTION = Lifecycle(
    "restitution",
    R.DRAFT,
    {R.DRAFT: Shown(_("En cours d’écriture"), "wait"), R.PUBLISHED: Shown(_("Publiée"), "go")},
    publish=Move({R.DRAFT}, R.PUBLISHED),
)
