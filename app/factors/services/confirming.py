"""Proving again who one is before a grave deed (ASVS 7.5.3): which proof is enough, and taking it."""

from flask_babel import gettext as _

from app.accounts.models import CodePurpose, Person
from app.accounts.services.codes import issue_code, redeem_code
from app.accounts.services.proofs import SIGNED_IN, prove_password
from app.core.errors import Refused
from app.factors.queries import has_factor
from app.factors.services.factors import prove_code


def way_to_confirm(person: Person) -> str:
    """How to confirm by typing: the code of a second factor ("factor"), else the "password", else a code by "email".

    The strongest one has, never a weaker one beside it. A passkey asks no typing: it is offered beside.
    """
    if has_factor(person):
        return "factor"
    return "password" if person.password_hash else "email"


def send_confirmation(person: Person, *, browser: str) -> None:
    """Send a code to whoever has no other means; Refused to anybody else."""
    if way_to_confirm(person) != "email":
        raise Refused(_("Confirmez avec votre mot de passe ou votre deuxième facteur : aucun code n’est parti."))
    issue_code(CodePurpose.CONFIRM, person.email, browser=browser)


def prove_again(person: Person, typed: str, *, browser: str) -> None:
    """Take what was typed as the proof this person owes; Refused with a sentence when it is none."""
    way = way_to_confirm(person)
    if way == "factor":
        prove_code(person, typed)
    elif way == "email":
        redeem_code(CodePurpose.CONFIRM, person.email, "", typed, browser=browser)
    elif not prove_password(person.email, typed, person.password_hash, machine=SIGNED_IN):
        raise Refused(_("Ce mot de passe n’est pas le bon."), "password")
