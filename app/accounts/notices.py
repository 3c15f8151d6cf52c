"""Mails that tell a person what changed about how their account is entered (ASVS 6.3.7)."""

from flask_babel import gettext as _

from app.accounts.models import Person
from app.core import outbox
from app.core.links import full_address


def warn(person: Person, subject: str, what: str, address: str = "", *, is_outside: bool = False) -> None:
    """Tell the person what was done, and what to do if it was somebody else.

    `is_outside`: whoever reads it cannot enter any more (another address, sessions closed): they write to us.
    """
    if is_outside:
        then = _("Si ce n’est pas normal, écrivez-nous : %(url)s", url=full_address("/contact"))
    else:
        then = _(
            "Si c’est vous, vous n’avez rien à faire. Sinon, déconnectez vos autres appareils sur cette page, puis "
            "écrivez-nous :\n%(url)s",
            url=full_address("/compte/appareils"),
        )
    body = _("Bonjour %(name)s,\n\n%(what)s\n\n%(then)s", name=person.name, what=what, then=then)
    outbox.put(address or person.email, subject, body)


def password_changed(person: Person) -> None:
    """Tell the owner: whoever did not do it finds out."""
    warn(person, _("Votre mot de passe a changé"), _("Le mot de passe de votre compte vient d’être choisi ou changé."))


def new_device(person: Person, device: str) -> None:
    """Tell the owner that the account was opened where it never was."""
    what = _("Votre compte vient d’être ouvert sur un appareil nouveau : %(device)s.", device=device or _("inconnu"))
    warn(person, _("Votre compte ouvert sur un nouvel appareil"), what)


def sessions_closed(person: Person, reason: str) -> None:
    """Tell the owner that the administration closed their sessions, and why."""
    what = _("L’administration du site a fermé toutes vos sessions. Motif : %(reason)s", reason=reason)
    warn(person, _("Vos sessions ont été fermées"), what, is_outside=True)


def email_changed(person: Person, old: str) -> None:
    """Tell the address that was left: whoever did not do it finds out."""
    what = _("L’adresse de votre compte vient de changer : cette adresse-ci ne l’ouvre plus.")
    warn(person, _("L’adresse de votre compte a changé"), what, old, is_outside=True)
