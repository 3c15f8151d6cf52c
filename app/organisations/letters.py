"""What is said about an organisation: an invitation, what staff decided."""

from flask_babel import LazyString, lazy_gettext
from flask_babel import gettext as _

from app.accounts.models import Person
from app.core.text import day
from app.notifications.services import Told, notify_address, notify_all
from app.notifications.topics import Topic
from app.organisations.models import Invitation, Organisation
from app.organisations.queries import token_of


def tell_invited(invitation: Invitation, *, by: Person) -> None:
    """Send the link that opens once."""
    names = {"who": invitation.sent_by.name, "name": invitation.organisation.name}

    def write() -> Told:
        said = [
            _(
                "%(who)s vous propose le rôle « %(role)s » dans la structure « %(name)s ».",
                role=invitation.role_name,
                **names,
            ),
            _("La suite : acceptez ou déclinez avant le %(day)s.", day=day(invitation.expires_at)),
            _(
                "Le lien sert une fois, avec le compte de cette adresse. Vous ne connaissez pas cette personne ? Ne "
                "faites rien : sans réponse, l’invitation s’éteint."
            ),
        ]
        subject = _("%(who)s vous invite à rejoindre « %(name)s »", **names)
        return Told(subject, said, f"/organisations/invitation/{token_of(invitation)}")

    notify_address(invitation.email, Topic.MY_PROJECT, write, by=by)


def tell_representatives(organisation: Organisation, sentence: LazyString, reason: str = "", *, by: Person) -> None:
    """Tell everybody who acts for the organisation what was decided, why, and what comes next (CRPA L211-2)."""
    subject = lazy_gettext("Votre structure « %(name)s »", name=organisation.name)
    why = [lazy_gettext("Raison : %(reason)s", reason=reason)] if reason else []
    link = f"/organisations/{organisation.public_id}"
    notify_all(organisation.representatives, Topic.DECISIONS, subject, sentence, *why, link=link, by=by)
