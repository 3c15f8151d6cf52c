"""Where an idea, a comment and a hand-over stand."""

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
    MERGED = "merged"


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
        S.MERGED: Shown(_("Réunie à une autre"), "done"),
    },
    publish=Move({S.PENDING}, S.PUBLISHED),
    refuse=Move({S.PENDING}, S.REFUSED, needs_reason=True),
    hide=Move({S.PUBLISHED, S.GROWN}, S.HIDDEN, needs_reason=True),
    restore=Move({S.HIDDEN, S.REFUSED}, S.PUBLISHED, needs_reason=True),
    restore_grown=Move({S.HIDDEN}, S.GROWN, needs_reason=True),
    grow=Move({S.PUBLISHED}, S.GROWN),
    merge=Move({S.PUBLISHED}, S.MERGED, needs_reason=True),
    split=Move({S.MERGED}, S.PUBLISHED, needs_reason=True),
)


class CommentStatus(StrEnum):
    """A comment waits, is read by everybody, or no longer."""

    PENDING = "pending"
    PUBLISHED = "published"
    REFUSED = "refused"
    HIDDEN = "hidden"


C = CommentStatus
COMMENT = Lifecycle(
    "comment",
    C.PENDING,
    {
        C.PENDING: Shown(_("En attente de relecture"), "wait"),
        C.PUBLISHED: Shown(_("Publié"), "go"),
        C.REFUSED: Shown(_("Refusé"), "no"),
        C.HIDDEN: Shown(_("Masqué"), "no"),
    },
    publish=Move({C.PENDING}, C.PUBLISHED),
    refuse=Move({C.PENDING}, C.REFUSED, needs_reason=True),
    hide=Move({C.PUBLISHED}, C.HIDDEN, needs_reason=True),
    restore=Move({C.HIDDEN, C.REFUSED}, C.PUBLISHED, needs_reason=True),
)


class HandoverStatus(StrEnum):
    """An idea is offered to somebody, who takes it or not."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


H = HandoverStatus
HANDOVER = Lifecycle(
    "idea_handover",
    H.OFFERED,
    {
        H.OFFERED: Shown(_("Proposée, sans réponse"), "wait"),
        H.ACCEPTED: Shown(_("Acceptée"), "done"),
        H.DECLINED: Shown(_("Déclinée"), "no"),
        H.WITHDRAWN: Shown(_("Retirée"), "no"),
    },
    accept=Move({H.OFFERED}, H.ACCEPTED),
    decline=Move({H.OFFERED}, H.DECLINED),
    withdraw=Move({H.OFFERED}, H.WITHDRAWN),
)
