"""Proving a second factor by a typed code, and taking factors away."""

from flask_babel import gettext as _
from sqlalchemy import delete

from app.accounts.models import Person
from app.accounts.services.sessions import close_all
from app.core import logs
from app.core.errors import Refused
from app.core.extensions import db
from app.factors import notices
from app.factors.models import Passkey, RecoveryCode, Totp
from app.factors.queries import has_factor, totp_of
from app.factors.services.recovery import use_code
from app.factors.services.totp import prove_totp
from app.factors.services.tries import begin_anew, spend_try


def prove_code(person: Person, code: str) -> None:
    """Take six digits of the application, or a recovery code; Refused with a sentence otherwise."""
    spend_try(person)
    way = "totp" if "".join(code.split()).isdigit() else "recovery"
    try:
        (prove_totp if way == "totp" else use_code)(person, code)
    except Refused:
        logs.security("factor.failed", way=way, person=person.public_id)
        raise
    begin_anew(person)


def remove_totp(*, by: Person) -> None:
    """Do without the application of codes."""
    totp = totp_of(by)
    if totp is None:
        raise Refused(_("Cette application n’est plus là."))
    db.session.delete(totp)
    _after_removal(by, _("l’application de codes"))


def remove_passkey(passkey: Passkey, *, by: Person) -> None:
    """Do without a passkey."""
    db.session.delete(passkey)
    _after_removal(by, _("la clé d’accès « %(name)s »", name=passkey.name))


def _after_removal(person: Person, what: str) -> None:
    db.session.flush()
    if not has_factor(person):
        db.session.execute(delete(RecoveryCode).filter_by(person_id=person.id))
    notices.factor_removed(person, what, by=person)


def reset_factors(person: Person, reason: str, *, by: Person) -> None:
    """Take away all factors of somebody who lost them, and close their sessions. Never one's own: two persons."""
    if person.id == by.id:
        raise Refused(_("Demandez-le à une autre personne qui administre le site."), "email")
    if not has_factor(person):
        raise Refused(_("Cette personne n’a aucun deuxième facteur."), "email")
    for kind in (Totp, Passkey, RecoveryCode):
        db.session.execute(delete(kind).where(kind.person_id == person.id))
    close_all(person)
    notices.factors_reset(person, reason, by=by)
