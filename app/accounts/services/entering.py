"""Signing up and in, by password or by a code sent to an address; passkeys and providers have features of their own.

No answer tells whether an address has an account: the same page is shown, and the mail alone says what is true.
"""

from flask_babel import gettext as _

from app.accounts.models import CodePurpose, Person
from app.accounts.passwords import hash_password, is_outdated
from app.accounts.queries import person_by_email
from app.accounts.services.codes import issue_code, redeem_code
from app.accounts.services.people import join
from app.accounts.services.proofs import prove_password
from app.core.errors import Refused
from app.core.links import full_address


def ask_to_enter(email: str, *, browser: str = "") -> None:
    """Send a code to sign in; an address without account gets a mail that says so, and no code that works."""
    # The code of the second letter is told to nobody: wrong ones are counted there as anywhere.
    issue_code(CodePurpose.SIGN_IN, email, letter=None if person_by_email(email) else _no_account, browser=browser)


def ask_to_join(email: str, *, browser: str = "") -> None:
    """Send the code that ends a sign-up; an address that has an account already is told so, with a code to enter."""
    issue_code(CodePurpose.SIGN_IN, email, letter=_account_already if person_by_email(email) else None, browser=browser)


def _no_account(_code: str) -> tuple[str, str]:
    return _("Vous n’avez pas encore de compte"), _(
        "Quelqu’un, sans doute vous, a demandé un code pour entrer avec cette adresse, "
        "mais elle n’a pas de compte.\n\n"
        "Pour en créer un : %(url)s",
        url=full_address("/compte/inscription"),
    )


def _account_already(code: str) -> tuple[str, str]:
    return _("Vous avez déjà un compte"), _(
        "Quelqu’un, sans doute vous, a voulu créer un compte avec cette adresse, "
        "mais vous en avez déjà un : rien n’a changé.\n\n"
        "Pour y entrer, votre code est %(code)s (valable 10 minutes).",
        code=code,
    )


def enter_with_code(
    email: str,
    code: str,
    name: str = "",
    password_hash: str | None = None,
    under_15: bool = False,
    *,
    browser: str = "",
) -> Person:
    """The person who proved this address with a code; made now, with this name, when a sign-up ends here.

    No account exists before its address is proved: nobody can prepare one with a password in your name.
    """
    redeem_code(CodePurpose.SIGN_IN, email, "", code, browser=browser)
    if person := person_by_email(email):
        return person
    if not name:
        raise Refused(
            _("Votre inscription a commencé sur un autre appareil. Reprenez-la ici : il suffit d’une minute.")
        )
    return join(name, email, password_hash=password_hash, under_15=under_15)


def enter_with_password(email: str, password: str, *, machine: str = "") -> Person:
    """The person with this address and this password; Refused without saying which of the two is wrong.

    `machine` is the one it comes from, as limits count them (core.address.counted).
    """
    person = person_by_email(email)
    kept = person.password_hash if person else None
    if not prove_password(email, password, kept, machine=machine) or person is None:
        raise Refused(
            _("L’adresse ou le mot de passe n’est pas le bon. Vous pouvez aussi recevoir un code par courriel.")
        )
    if is_outdated(person.password_hash or ""):
        person.password_hash = hash_password(password)
    return person
