"""Where an organisation and an invitation to join it stand."""

from enum import StrEnum

from flask_babel import lazy_gettext as _

from app.core.lifecycle import Lifecycle, Move, Shown


class OrganisationStatus(StrEnum):
    """Declared by somebody, then checked by staff."""

    DECLARED = "declared"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    CLOSED = "closed"


class InvitationStatus(StrEnum):
    """Sent by mail, then answered; one that nobody answers expires by its date."""

    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


O, I = OrganisationStatus, InvitationStatus  # noqa: E741 (two letters for two tables)
LIVE = (O.DECLARED, O.CONFIRMED)  # those that hold their number: nobody else declares it
ORGANISATION = Lifecycle(
    "organisation",
    O.DECLARED,
    {
        O.DECLARED: Shown(_("À vérifier"), "wait"),
        O.CONFIRMED: Shown(_("Vérifiée"), "done"),
        O.REFUSED: Shown(_("Refusée"), "no"),
        O.CLOSED: Shown(_("Fermée"), "no"),
    },
    confirm=Move({O.DECLARED}, O.CONFIRMED),
    refuse=Move({O.DECLARED}, O.REFUSED, needs_reason=True),
    amend=Move({O.CONFIRMED}, O.DECLARED),
    declare_again=Move({O.REFUSED}, O.DECLARED),
    close=Move({O.DECLARED, O.CONFIRMED}, O.CLOSED, needs_reason=True),
)
INVITATION = Lifecycle(
    "invitation",
    I.SENT,
    {
        I.SENT: Shown(_("Envoyée"), "wait"),
        I.ACCEPTED: Shown(_("Acceptée"), "done"),
        I.DECLINED: Shown(_("Déclinée"), "no"),
        I.WITHDRAWN: Shown(_("Retirée"), "no"),
    },
    accept=Move({I.SENT}, I.ACCEPTED),
    decline=Move({I.SENT}, I.DECLINED),
    withdraw=Move({I.SENT}, I.WITHDRAWN),
)
