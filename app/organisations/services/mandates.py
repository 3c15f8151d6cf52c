"""Mandates are offered by mail, accepted by whoever holds the address, and ended. One representative always remains."""

from datetime import date, timedelta

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Person
from app.accounts.queries import normal_email
from app.core import audit, clock
from app.core.errors import Refused
from app.core.extensions import db
from app.core.lifecycle import advance
from app.organisations import queries
from app.organisations.letters import tell_invited
from app.organisations.models import Invitation, Mandate, MandateRole, Organisation
from app.organisations.status import LIVE, InvitationStatus

VALID = timedelta(days=14)
MOST_OPEN = 20  # invitations of one organisation that nobody has answered yet


def invite(organisation: Organisation, email: str, role: MandateRole, until: date | None, *, by: Person) -> Invitation:
    """Offer a mandate by mail; an earlier offer to the same address is withdrawn."""
    email = normal_email(email)
    hold(organisation)
    if until and until < clock.today():
        raise Refused(_("Cette date est passée : le mandat serait déjà fini."), "until")
    if any(m.person.email == email and m.role is role for m in organisation.in_force):
        raise Refused(_("Cette personne a déjà ce rôle dans la structure."), "email")
    earlier = queries.open_invitations(organisation)
    if len(earlier) >= MOST_OPEN:
        raise Refused(_("Vingt invitations attendent déjà une réponse : retirez-en une d’abord."))
    for invitation in earlier:
        if invitation.email == email:
            advance(invitation, "withdraw", by=by)
    db.session.flush()
    invitation = Invitation(
        organisation=organisation, email=email, role=role, until=until, sent_by=by, expires_at=clock.now() + VALID
    )
    db.session.add(invitation)
    db.session.flush()
    audit.record("invitation.send", invitation, by=by, organisation=organisation.public_id, role=role)
    tell_invited(invitation, by=by)
    return invitation


def accept(invitation: Invitation, *, by: Person) -> Mandate:
    """Take the mandate offered, once; it replaces the one the person had in this organisation."""
    _answerable(invitation)
    if by.email != invitation.email:
        raise Refused(
            _("Cette invitation a été envoyée à une autre adresse : connectez-vous avec le compte de celle-ci.")
        )
    organisation = invitation.organisation
    if organisation.status not in LIVE:
        raise Refused(_("Cette structure n’est plus inscrite : l’équipe l’a refusée ou fermée."))
    advance(invitation, "accept", by=by)
    for mandate in [m for m in organisation.mandates if m.person_id == by.id and m.ended_at is None]:
        if invitation.role is not MandateRole.REPRESENTATIVE:
            _keep_a_representative(mandate)
        mandate.ended_at = clock.now()
    db.session.flush()
    mandate = Mandate(person=by, role=invitation.role, since=clock.today(), until=invitation.until)
    organisation.mandates.append(mandate)
    try:
        with db.session.begin_nested():
            db.session.add(mandate)
    except IntegrityError:
        raise Refused(_("Vous avez déjà un mandat dans cette structure.")) from None
    audit.record("mandate.begin", mandate, by=by, organisation=organisation.public_id, role=mandate.role)
    return mandate


def decline(invitation: Invitation, *, by: Person | None) -> None:
    """Say no; whoever holds the link may."""
    _answerable(invitation)
    advance(invitation, "decline", by=by)


def withdraw(invitation: Invitation, *, by: Person) -> None:
    """Take an offer back: its link opens nothing any more."""
    advance(invitation, "withdraw", by=by, organisation=invitation.organisation.public_id)


def end(mandate: Mandate, *, by: Person) -> None:
    """Leave, or remove somebody. Raises Refused for the last representative: another must be named first."""
    hold(mandate.organisation)
    db.session.refresh(mandate)
    if mandate.ended_at is not None:
        raise Refused(_("Ce mandat est déjà fini."))
    _keep_a_representative(mandate)
    mandate.ended_at = clock.now()
    audit.record(
        "mandate.end", mandate, by=by, organisation=mandate.organisation.public_id, own=mandate.person_id == by.id
    )


def hold(organisation: Organisation) -> None:
    """Keep the organisation's row until the commit: two departures at once come one after the other."""
    db.session.flush()
    db.session.refresh(organisation, with_for_update={"of": Organisation})
    db.session.expire(organisation, ["mandates"])


def _answerable(invitation: Invitation) -> None:
    hold(invitation.organisation)
    db.session.refresh(invitation, with_for_update={"of": Invitation})
    if invitation.status is not InvitationStatus.SENT:
        raise Refused(_("Cette invitation a déjà reçu une réponse, ou a été retirée."))
    if not invitation.is_open:
        raise Refused(_("Cette invitation a expiré : demandez-en une nouvelle."))


def _keep_a_representative(mandate: Mandate) -> None:
    others = [p for p in mandate.organisation.representatives if p.id != mandate.person_id]
    if mandate.role is MandateRole.REPRESENTATIVE and mandate.is_in_force and not others:
        raise Refused(
            _("C’est la dernière personne qui représente la structure : invitez-en d’abord une autre à la représenter.")
        )
