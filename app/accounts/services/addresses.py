"""Changing the address of an account: the new one is proved by a code, the old one is told."""

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from app.accounts import notices
from app.accounts.models import CodePurpose, Person
from app.accounts.queries import normal_email, person_by_email
from app.accounts.services.codes import issue_code, redeem_code
from app.core import audit
from app.core.errors import Refused
from app.core.extensions import db


def ask_to_change_email(email: str, *, by: Person, browser: str = "") -> None:
    """Send the code that proves the new address; Refused when it is one's own already.

    An address that has another account is told so by mail: the page does not say whose it is.
    """
    if normal_email(email) == by.email:
        raise Refused(_("C’est déjà l’adresse de votre compte."), "email")
    letter = _account_already if person_by_email(email) else None
    issue_code(CodePurpose.CHANGE_EMAIL, email, by.public_id, letter, browser=browser)


def change_email(email: str, code: str, *, by: Person, browser: str = "") -> None:
    """Take the proved address as one's own, and tell the old one; Refused when the code is wrong or the address taken.

    The log keeps that it changed, never the addresses.
    """
    redeem_code(CodePurpose.CHANGE_EMAIL, email, by.public_id, code, browser=browser)
    old = by.email
    try:
        with db.session.begin_nested():
            by.email = normal_email(email)
    except IntegrityError:
        raise Refused(_("Cette adresse a déjà un compte : entrez-y, ou choisissez-en une autre.")) from None
    audit.record("email.change", by, by=by)
    notices.email_changed(by, old)


def _account_already(_code: str) -> tuple[str, str]:
    return _("Cette adresse a déjà un compte"), _(
        "Quelqu’un, sans doute vous, a voulu donner cette adresse à un autre compte. Elle en a déjà un : rien n’a "
        "changé. Quittez d’abord celui-ci (« Mes données »), ou choisissez une autre adresse."
    )
