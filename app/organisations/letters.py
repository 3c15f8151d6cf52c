"""The mails about an organisation: an invitation, what staff decided."""

from flask_babel import gettext as _

from app.core.links import full_address
from app.core.text import day
from app.notifications.services import tell
from app.notifications.voice import in_the_programmes_language
from app.organisations.models import Invitation, Organisation
from app.organisations.queries import token_of


def tell_invited(invitation: Invitation) -> None:
    """Send the link that opens once."""
    with in_the_programmes_language():
        tell(
            invitation.email,
            _("%(who)s vous invite à rejoindre « %(name)s »", who=invitation.sent_by.name, name=_named(invitation)),
            _(
                "Bonjour,\n\n%(who)s vous propose le rôle « %(role)s » dans la structure « %(name)s ».\n\nAccepter ou "
                "décliner, avant le %(day)s : %(url)s\n\nLe lien sert une fois, avec le compte de cette adresse. Vous "
                "ne connaissez pas cette personne ? Ne faites rien : sans réponse, l’invitation s’éteint.",
                who=invitation.sent_by.name,
                role=invitation.role_name,
                name=_named(invitation),
                day=day(invitation.expires_at),
                url=full_address(f"/organisations/invitation/{token_of(invitation)}"),
            ),
        )


def _named(invitation: Invitation) -> str:
    return invitation.organisation.name


def tell_representatives(organisation: Organisation, sentence: str, reason: str = "") -> None:
    """Write to everybody who acts for the organisation what was decided, and why."""
    url = full_address(f"/organisations/{organisation.public_id}")
    for person in organisation.representatives:
        lines = [_("Bonjour %(name)s,", name=person.name), sentence]
        lines += [_("Raison : %(reason)s", reason=reason)] if reason else []
        tell(person.email, _("Votre structure « %(name)s »", name=organisation.name), "\n\n".join([*lines, url]))
