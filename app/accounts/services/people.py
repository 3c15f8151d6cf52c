"""People: joining, names, passwords, and roles."""

from flask_babel import gettext as _

from app.accounts import notices
from app.accounts.models import Person
from app.accounts.passwords import SHORTEST, hash_password
from app.accounts.queries import normal_email, person_by_email
from app.accounts.services.proofs import SIGNED_IN, prove_password
from app.accounts.services.sessions import revoke_others
from app.core import audit, names
from app.core.errors import Refused
from app.core.extensions import db
from app.territories.models import Municipality


def join(name: str, email: str, *, password_hash: str | None = None, under_15: bool = False) -> Person:
    """Make an account for a proved address; Refused when the address has one already."""
    if person_by_email(email):
        raise Refused(_("Cette adresse a déjà un compte."))
    person = Person(name=names.cleaned(name), email=normal_email(email), password_hash=password_hash, under_15=under_15)
    db.session.add(person)
    db.session.flush()
    audit.record("person.join", person, by=person)
    return person


def account_of(email: str) -> Person:
    """The person with this address; Refused, about `email`, when there is none. For the administration alone."""
    person = person_by_email(email)
    if person is None:
        raise Refused(_("Personne n’a de compte avec cette adresse."), "email")
    return person


def change_profile(
    name: str, municipality: Municipality | None, language: str | None, is_public: bool, *, by: Person
) -> None:
    """Say who one is: the name shown, where one lives if one likes, the language, and whether the name is shown.

    The log keeps which of the four changed, not what they were.
    """
    after = {
        "name": names.cleaned(name),
        "municipality_code": municipality.code if municipality else None,
        "language": language,
        "is_public": is_public,
    }
    changed = [key for key, value in after.items() if getattr(by, key) != value]
    for key in changed:
        setattr(by, key, after[key])
    if changed:
        audit.record("person.change_profile", by, by=by, changed=changed)


def change_password(new: str, *, current: str, token: str, by: Person) -> int:
    """Set one's password and close all other sessions; who has one already must type it. Return how many closed."""
    if by.password_hash and not prove_password(by.email, current, by.password_hash, machine=SIGNED_IN):
        raise Refused(_("Le mot de passe actuel n’est pas le bon."), "current")
    if len(new) < SHORTEST:
        raise Refused(_("Le mot de passe doit avoir au moins %(n)s caractères.", n=SHORTEST))
    by.password_hash = hash_password(new)
    audit.record("person.change_password", by, by=by)
    notices.password_changed(by)
    return revoke_others(token, by=by)
