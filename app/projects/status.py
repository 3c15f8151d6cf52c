"""Where a project and its proposal stand."""

from enum import StrEnum

from flask_babel import lazy_gettext as _

from app.core.lifecycle import Lifecycle, Move, Shown


class ProjectStatus(StrEnum):
    """The holder's side: written, submitted, sent back to be completed."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    TO_COMPLETE = "to_complete"


class ProposalStatus(StrEnum):
    """The frozen text's side, in its round."""

    ENTERED = "entered"
    LABELLED = "labelled"
    REFUSED = "refused"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


class HostingStatus(StrEnum):
    """An organisation is asked to carry a project in law; it takes it on, or not."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    ENDED = "ended"


J, P, H = ProjectStatus, ProposalStatus, HostingStatus
PROJECT = Lifecycle(
    "project",
    J.DRAFT,
    {
        J.DRAFT: Shown(_("En cours d’écriture"), "wait"),
        J.SUBMITTED: Shown(_("Déposé"), "go"),
        J.TO_COMPLETE: Shown(_("À compléter"), "now"),
    },
    submit=Move({J.DRAFT, J.TO_COMPLETE}, J.SUBMITTED),
    return_=Move({J.SUBMITTED}, J.TO_COMPLETE, needs_reason=True),
    withdraw=Move({J.SUBMITTED, J.TO_COMPLETE}, J.DRAFT, needs_reason=True),
)
PROPOSAL = Lifecycle(
    "proposal",
    P.ENTERED,
    {
        P.ENTERED: Shown(_("À examiner"), "wait"),
        P.LABELLED: Shown(_("Labellisé"), "done"),
        P.REFUSED: Shown(_("Label refusé"), "no"),
        P.REPLACED: Shown(_("Remplacé"), "no"),
        P.WITHDRAWN: Shown(_("Retiré"), "no"),
    },
    label=Move({P.ENTERED}, P.LABELLED, needs_reason=True),
    refuse=Move({P.ENTERED}, P.REFUSED, needs_reason=True),
    replace=Move({P.ENTERED}, P.REPLACED),
    reopen=Move({P.REFUSED}, P.ENTERED, needs_reason=True),
    withdraw=Move({P.ENTERED, P.LABELLED}, P.WITHDRAWN, needs_reason=True),
)
HOSTING = Lifecycle(
    "hosting",
    H.ASKED,
    {
        H.ASKED: Shown(_("Demandé"), "wait"),
        H.ACCEPTED: Shown(_("Accepté"), "done"),
        H.DECLINED: Shown(_("Décliné"), "no"),
        H.ENDED: Shown(_("Fini"), "no"),
    },
    accept=Move({H.ASKED}, H.ACCEPTED),
    decline=Move({H.ASKED}, H.DECLINED, needs_reason=True),
    end=Move({H.ASKED, H.ACCEPTED}, H.ENDED, needs_reason=True),
)
