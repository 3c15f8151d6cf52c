"""People: joining, names, passwords, and roles."""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import select

from app.accounts.models import Person, Role, RoleGrant
from app.accounts.passwords import SHORTEST, hash_password
from app.accounts.queries import normal_email, person_by_email
from app.accounts.services.proofs import prove_password
from app.accounts.services.sessions import revoke_others
from app.core import audit, names
from app.core.errors import Refused
from app.core.extensions import db
from app.territories.models import Municipality


def join(name: str, email: str, *, password_hash: str | None = None) -> Person:
    """Make an account for a proved address; Refused when the address has one already."""
    if person_by_email(email):
        raise Refused(_("Cette adresse a déjà un compte."))
    person = Person(name=names.cleaned(name), email=normal_email(email), password_hash=password_hash)
    db.session.add(person)
    db.session.flush()
    audit.record("person.join", person, by=person)
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
    if by.password_hash and not prove_password(by.email, current, by.password_hash):
        raise Refused(_("Le mot de passe actuel n’est pas le bon."), "current")
    if len(new) < SHORTEST:
        raise Refused(_("Le mot de passe doit avoir au moins %(n)s caractères.", n=SHORTEST))
    by.password_hash = hash_password(new)
    audit.record("person.change_password", by, by=by)
    return revoke_others(token, by=by)


def grant_role(person: Person, role: Role, *, by: Person | None) -> None:
    """Give a role; nothing happens when it is held already. `by` is None from the command line."""
    if role in person.roles:
        return
    person.role_grants.append(RoleGrant(role=role, granted_by_id=by.id if by else None))
    db.session.flush()
    audit.record("role.grant", person, by=by, role=role)


def revoke_role(person: Person, role: Role, *, by: Person) -> None:
    """Take a role back. An administrator always remains, even when two take the role from each other at once."""
    administrators = locked_administrators() if role == Role.ADMINISTRATOR else []
    db.session.refresh(person, ["role_grants"])
    grant = next((g for g in person.role_grants if g.role == role), None)
    if grant is None:
        raise Refused(_("%(name)s n’a pas ou n’a plus ce rôle.", name=person.name))
    if role == Role.ADMINISTRATOR and person.id == by.id:
        raise Refused(
            _(
                "Vous ne pouvez pas retirer votre propre rôle d’administration : "
                "demandez-le à une autre personne qui l’a."
            )
        )
    if role == Role.ADMINISTRATOR and set(administrators) <= {person.id}:
        raise Refused(_("Il doit rester une personne qui administre le site."))
    db.session.delete(grant)
    db.session.flush()
    db.session.refresh(person, ["role_grants"])
    audit.record("role.revoke", person, by=by, role=role)


def locked_administrators() -> Sequence[int]:
    """Who administers now; whoever else would take that role back waits until this is committed."""
    holders = select(RoleGrant.person_id).where(RoleGrant.role == Role.ADMINISTRATOR).order_by(RoleGrant.person_id)
    return db.session.scalars(holders.with_for_update()).all()
