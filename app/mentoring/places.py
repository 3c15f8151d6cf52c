"""Where somebody accompanies, in words: the territories of their roles."""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import select

from app.accounts.models import Person, Role, ScopeKind
from app.core.extensions import db
from app.rounds.models import Round
from app.territories.models import Canton, Epci, Municipality

NAMES = {
    ScopeKind.MUNICIPALITY: (Municipality.code, Municipality.name),
    ScopeKind.CANTON: (Canton.code, Canton.name),
    ScopeKind.EPCI: (Epci.code, Epci.name),
    ScopeKind.ROUND: (Round.id, Round.name),
}


def places_of(people: Sequence[Person]) -> dict[int, list[str]]:
    """The territories of each of these people, by their key; at most one query for each kind of territory."""
    held = {person.id: [g for g in person.grants if g.role is Role.MENTOR] for person in people}
    names: dict[tuple[ScopeKind, str], str] = {}
    for kind, (code, name) in NAMES.items():
        keys = {grant.scope_key for grants in held.values() for grant in grants if grant.scope is kind}
        wanted = [int(key) for key in keys] if kind is ScopeKind.ROUND else list(keys)
        if wanted:
            found = db.session.execute(select(code, name).where(code.in_(wanted)))  # type: ignore[call-overload]  # columns of NAMES
            names |= {(kind, str(key)): text for key, text in found}
    everywhere = _("partout")
    return {
        key: sorted(
            {names.get((g.scope, g.scope_key), "") or everywhere for g in grants if g.scope is not ScopeKind.EVENT}
        )
        for key, grants in held.items()
    }
