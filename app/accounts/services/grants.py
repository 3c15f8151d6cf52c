"""Roles: given for a whole site or a part of it, limited in time, ended. What is delegated goes with its source."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import delete, select, update

from app.accounts.models import Person, Role, RoleGrant, ScopeKind
from app.accounts.scopes import WHOLE_SITE, Scope
from app.core import audit, clock
from app.core.errors import Refused
from app.core.extensions import db


def grant_role(
    person: Person,
    role: Role,
    scope: Scope = WHOLE_SITE,
    *,
    by: Person | None,
    ends_at: datetime | None = None,
    reason: str = "",
) -> RoleGrant:
    """Give a role; the one already held at that scope is given back unchanged. `by` is None from the command line.

    Raises Refused for an administrator of a part of the site, or until a date: an administrator must always remain.
    """
    if role is Role.ADMINISTRATOR and (scope.kind is not ScopeKind.SITE or ends_at):
        raise Refused(_("L’administration porte sur tout le site, sans date de fin."), "role")
    held = held_grant(person, role, scope)
    if held is not None and not held.is_over and held.delegated_from_id is None:
        return held
    if held is not None:
        _remove(held)
    grant = add_grant(person, role, scope, granted_by_id=by.id if by else None, ends_at=ends_at, reason=reason)
    audit.record("role.grant", person, by=by, **facts_of(grant))
    return grant


def add_grant(person: Person, role: Role, scope: Scope, **columns: Any) -> RoleGrant:
    """Write the row and read the person's roles again."""
    grant = RoleGrant(person_id=person.id, role=role, scope=scope.kind, scope_key=scope.key, **columns)
    db.session.add(grant)
    db.session.flush()
    db.session.refresh(person, ["role_grants"])
    return grant


def held_grant(person: Person, role: Role, scope: Scope) -> RoleGrant | None:
    """The grant of that role at exactly that scope, current or over."""
    return next(
        (g for g in person.role_grants if (g.role, g.scope, g.scope_key) == (role, *scope)),
        None,
    )


def facts_of(grant: RoleGrant) -> dict[str, str]:
    """What the log says of a grant: only what is particular to it."""
    where = "" if grant.scope is ScopeKind.SITE else f"{grant.scope}:{grant.scope_key}"
    until = grant.ends_at.isoformat() if grant.ends_at else ""
    said = {"role": grant.role.value, "scope": where, "until": until, "reason": grant.reason}
    return {name: value for name, value in said.items() if value}


def limit_grant(grant: RoleGrant, ends_at: datetime, reason: str, *, by: Person) -> None:
    """Let a role end sooner or later; what was delegated from it ends no later.

    Raises Refused for an administrator, for a delegation (its own giver ends it) and for a date that is past.
    """
    if grant.role is Role.ADMINISTRATOR:
        raise Refused(_("L’administration porte sur tout le site, sans date de fin."), "ends_on")
    if grant.delegated_from_id is not None:
        raise Refused(_("Ce rôle est délégué : sa durée ne change pas, il peut seulement être retiré."))
    if ends_at <= clock.now():
        raise Refused(
            _("Cette date est passée. Pour retirer le rôle tout de suite, choisissez « Retirer »."), "ends_on"
        )
    before = grant.ends_at.isoformat() if grant.ends_at else ""
    grant.ends_at = ends_at
    later = (RoleGrant.delegated_from_id == grant.id, RoleGrant.ends_at > ends_at)
    db.session.execute(update(RoleGrant).where(*later).values(ends_at=ends_at))
    audit.record(
        "role.limit",
        grant.person,
        by=by,
        **facts_of(grant) | {"reason": reason.strip()} | ({"before": before} if before else {}),
    )


def revoke_grant(grant: RoleGrant, reason: str = "", *, by: Person) -> None:
    """Take a role back, and what was delegated from it.

    An administrator always remains, even when two take the role from each other at once.
    """
    person, role = grant.person, grant.role
    administrators = locked_administrators() if role is Role.ADMINISTRATOR else []
    if db.session.scalar(select(RoleGrant.id).where(RoleGrant.id == grant.id)) is None:
        raise Refused(_("%(name)s n’a pas ou n’a plus ce rôle.", name=person.name))
    if role is Role.ADMINISTRATOR and person.id == by.id:
        raise Refused(
            _(
                "Vous ne pouvez pas retirer votre propre rôle d’administration : "
                "demandez-le à une autre personne qui l’a."
            )
        )
    if role is Role.ADMINISTRATOR and set(administrators) <= {person.id}:
        raise Refused(_("Il doit rester une personne qui administre le site."))
    facts = facts_of(grant) | ({"reason": reason.strip()} if reason.strip() else {})
    _remove(grant)
    db.session.refresh(person, ["role_grants"])
    audit.record("role.revoke", person, by=by, **facts)


def _remove(grant: RoleGrant) -> None:
    db.session.execute(delete(RoleGrant).where(RoleGrant.delegated_from_id == grant.id))
    db.session.delete(grant)
    db.session.flush()


def locked_administrators() -> Sequence[int]:
    """Who administers now; whoever else would take that role back waits until this is committed."""
    holders = select(RoleGrant.person_id).where(RoleGrant.role == Role.ADMINISTRATOR).order_by(RoleGrant.person_id)
    return db.session.scalars(holders.with_for_update()).all()
