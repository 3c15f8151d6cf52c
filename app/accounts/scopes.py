"""How far a role reaches, and what a thing belongs to. Asked for one thing (covers) or as a condition of a list."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, false, or_, select, true

from app.accounts.models import Role, RoleGrant, ScopeKind
from app.core.audit import name_of
from app.territories.models import Municipality

# What a thing may belong to, by the name of the attribute that leads there.
PARENTS = ("result", "proposal", "project", "idea", "event", "round", "holder", "author", "organisation")


class Scope(NamedTuple):
    """A whole site, or one round, event or territory by its key."""

    kind: ScopeKind = ScopeKind.SITE
    key: str = ""


WHOLE_SITE = Scope()


def belongings(subject: Any) -> Iterator[Any]:
    """The thing itself, then everything it belongs to: of a proposal its project, idea, round, holder and team."""
    yield subject
    for name in PARENTS:
        parent = getattr(subject, name, None)
        if parent is not None and not isinstance(parent, str):
            yield from belongings(parent)
    yield from (member.person for member in getattr(subject, "members", ()))


def covers(grant: RoleGrant, subject: Any) -> bool:
    """Whether a grant reaches that thing: by the nearest round, event or place it belongs to, never a person's home.

    Lists (no subject) are open to every scope: they show what it covers.
    """
    if grant.scope is ScopeKind.SITE or subject is None:
        return True
    things = (thing for thing in belongings(subject) if getattr(thing, "__tablename__", "") != "person")
    return grant.scope_key == next((key for thing in things if (key := _key(thing, grant.scope))), None)


def _key(thing: Any, kind: ScopeKind) -> str | None:
    if kind in {ScopeKind.ROUND, ScopeKind.EVENT}:
        is_it = getattr(thing, "__tablename__", "") == kind.value
        found = thing.id if is_it else getattr(thing, f"{kind.value}_id", None)
        return None if found is None else str(found)
    if kind is ScopeKind.MUNICIPALITY:
        return getattr(thing, "municipality_code", None)
    return getattr(getattr(thing, "municipality", None), f"{kind.value}_code", None)


def covered(actor: Any, model: Any, *roles: Role) -> ColumnElement[bool]:
    """The rows of `model` that these roles of the actor reach: a condition for the query of a list."""
    wanted = {*roles, Role.ADMINISTRATOR}
    grants = [grant for grant in actor.grants if grant.role in wanted]
    if any(grant.scope is ScopeKind.SITE for grant in grants):
        return true()
    return or_(false(), *(_reached(model, Scope(grant.scope, grant.scope_key)) for grant in grants))


def _reached(model: Any, scope: Scope) -> ColumnElement[bool]:
    kind, key = scope
    if kind in {ScopeKind.ROUND, ScopeKind.EVENT}:
        own = model.id if model.__tablename__ == kind.value else getattr(model, f"{kind.value}_id", None)
        return false() if own is None else own == int(key)
    place = getattr(model, "municipality_code", None)
    if place is None or kind is ScopeKind.FUND:
        return false()
    column = Municipality.code if kind is ScopeKind.MUNICIPALITY else getattr(Municipality, f"{kind.value}_code")
    return place.in_(select(Municipality.code).where(column == key))


def declared(actor: Any, kind: str) -> list[str]:
    """The public identifiers of the things of one kind ("project") in which the actor declared an interest."""
    subjects = [interest.subject.split(":", 1) for interest in getattr(actor, "interests", ())]
    return [public_id for name, public_id in subjects if name == kind]


def has_interest(actor: Any, subject: Any) -> bool:
    """Whether the actor declared an interest in that thing or in something it belongs to."""
    names = {interest.subject for interest in getattr(actor, "interests", ())}
    if not names or subject is None:
        return False
    return any(hasattr(thing, "public_id") and name_of(thing) in names for thing in belongings(subject))
