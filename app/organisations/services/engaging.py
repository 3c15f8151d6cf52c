"""The contrat d’engagement républicain: accepted for the organisation by who represents it, withdrawn, asked again."""

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Person
from app.core import audit, clock
from app.core.errors import Refused
from app.core.extensions import db
from app.organisations import commitments, queries
from app.organisations.models import Engagement, Organisation


def accept(organisation: Organisation, digest: str, *, by: Person) -> Engagement:
    """Engage the organisation to the wording of that digest. Raises Refused when another wording is in force."""
    if digest != commitments.version():
        raise Refused(_("Le texte a changé depuis que vous avez ouvert cette page : relisez-le avant d’accepter."))
    if organisation.kind not in commitments.SIGNERS:
        raise Refused(_("La loi ne demande cet engagement qu’aux associations et aux fondations."))
    engagement = Engagement(organisation=organisation, person=by, digest=digest)
    try:
        with db.session.begin_nested():
            db.session.add(engagement)
    except IntegrityError:
        raise Refused(_("Votre structure a déjà accepté ce texte.")) from None
    audit.record("engagement.accept", engagement, by=by, organisation=organisation.public_id, digest=digest)
    return engagement


def withdraw(organisation: Organisation, *, by: Person) -> None:
    """Take the engagement back; dossiers that owe it will ask for it again."""
    engagement = queries.engagement_of(organisation)
    if engagement is None:
        raise Refused(_("Votre structure n’a pas d’engagement en cours."))
    engagement.withdrawn_at = clock.now()
    audit.record("engagement.withdraw", engagement, by=by, organisation=organisation.public_id)
