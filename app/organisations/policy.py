"""Who reads an organisation, who acts for it, and who confirms it: never one of its own."""

from typing import Any

from flask_babel import lazy_gettext as _

from app.accounts.policy import is_staff
from app.core.policy import Rule, allow, anyone, signed_in
from app.organisations.models import Invitation, Mandate, MandateRole, Organisation
from app.organisations.status import LIVE, OrganisationStatus


def _organisation(subject: Organisation | Mandate | Invitation) -> Organisation:
    return subject if isinstance(subject, Organisation) else subject.organisation


def _mandate_of(actor: Any, subject: Any) -> Mandate | None:
    if actor is None or subject is None:
        return None
    return next((m for m in _organisation(subject).in_force if m.person_id == actor.id), None)


def _represents(actor: Any, subject: Any) -> bool:
    mandate = _mandate_of(actor, subject)
    return mandate is not None and mandate.role is MandateRole.REPRESENTATIVE


is_member = Rule(lambda actor, subject: _mandate_of(actor, subject) is not None, "member")
is_representative = Rule(
    _represents,
    "representative in force",
    says=_("Seule une personne qui a un mandat de représentation en cours peut agir au nom de la structure."),
)
is_live = Rule(
    lambda _actor, subject: _organisation(subject).status in LIVE,
    "living organisation",
    says=_("Cette structure n’est plus inscrite : l’équipe l’a refusée ou fermée."),
)
is_not_closed = Rule(
    lambda _actor, subject: _organisation(subject).status is not OrganisationStatus.CLOSED,
    "not closed",
    says=_("Cette structure est fermée."),
)
HIDDEN = _("L’équipe a masqué cette structure : ses membres peuvent lire pourquoi et le contester.")
UNCHECKED = _("Cette structure n’est pas encore vérifiée : seuls ses membres et l’équipe la voient.")
is_confirmed = Rule(
    lambda _actor, subject: (
        _organisation(subject).status is OrganisationStatus.CONFIRMED and _organisation(subject).hidden_at is None
    ),
    "confirmed, not hidden by moderation",
    says=lambda subject: HIDDEN if _organisation(subject).hidden_at else UNCHECKED,
)
is_not_a_member = Rule(
    lambda actor, subject: actor is not None and (subject is None or _mandate_of(actor, subject) is None),
    "not a member",
    says=_("Vous avez un mandat dans cette structure : une autre personne de l’équipe doit la vérifier."),
)
is_own_mandate = Rule(
    lambda actor, mandate: actor is not None and mandate is not None and mandate.person_id == actor.id, "own mandate"
)

allow(
    organisation__list=signed_in,
    organisation__declare=signed_in,
    organisation__see=is_member | is_staff | is_confirmed,
    organisation__edit=is_representative & is_not_closed,
    organisation__follow=is_staff,
    organisation__confirm=is_staff & is_not_a_member,
    organisation__refuse=is_staff & is_not_a_member,
    organisation__close=is_staff & is_not_a_member,
    mandate__list=is_member | is_staff,
    mandate__end=is_own_mandate | is_representative | is_staff,
    invitation__send=(is_representative | is_staff) & is_live,
    invitation__withdraw=is_representative | is_staff,
    invitation__see=anyone,
    invitation__accept=signed_in,
    invitation__decline=anyone,
    engagement__see=is_member | is_staff,
    engagement__accept=is_representative & is_live,
    engagement__withdraw=is_representative,
)
