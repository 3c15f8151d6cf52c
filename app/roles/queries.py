"""What is read of roles: who holds what and where, what may be delegated, and the register of interests."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, lazyload

from app.accounts.models import ROLE_NAMES, Interest, Person, RoleGrant, ScopeKind
from app.accounts.scopes import Scope
from app.core import clock
from app.core.extensions import db
from app.core.text import plain
from app.events.models import Event
from app.rounds.models import Round
from app.territories.models import Epci, Municipality
from app.territories.queries import cantons

PEOPLE = (
    joinedload(RoleGrant.person).lazyload(Person.role_grants),
    joinedload(RoleGrant.granted_by).lazyload(Person.role_grants),
)


def grant_by_public_id(public_id: str) -> RoleGrant | None:
    """The grant of that public identifier."""
    return db.session.scalar(select(RoleGrant).where(RoleGrant.public_id == public_id))


def every_grant(words: str = "") -> Sequence[RoleGrant]:
    """Every role given and not over, by the name of its holder; those whose holder or role these words name."""
    query = _standing().join(Person, Person.id == RoleGrant.person_id)
    grants = db.session.scalars(query.order_by(Person.name, Person.id, RoleGrant.id)).all()
    sought = plain(words).split()
    return [grant for grant in grants if all(word in _said(grant) for word in sought)]


def _said(grant: RoleGrant) -> str:
    """What a search reads of a role: accents and capitals aside."""
    return plain(f"{grant.person.name} {grant.person.email} {ROLE_NAMES[grant.role]}")


def delegations_by(person: Person) -> Sequence[RoleGrant]:
    """What this person delegated and is not over, the first to end first."""
    mine = (RoleGrant.granted_by_id == person.id, RoleGrant.delegated_from_id.is_not(None))
    return db.session.scalars(_standing().where(*mine).order_by(RoleGrant.ends_at, RoleGrant.id)).all()


def _standing() -> Select[RoleGrant]:
    return select(RoleGrant).where((RoleGrant.ends_at.is_(None)) | (RoleGrant.ends_at > clock.now())).options(*PEOPLE)


# --- scopes -----------------------------------------------------------------------------------------------------


def scope_choices() -> dict[str, list[tuple[str, str]]]:
    """What a role may be limited to, by group: {"Éditions": [("round:3f9c", "Budget citoyen 2027")]}."""
    bare = [lazyload(each) for each in (Round.phases, Round.envelopes, Round.rulebooks)]
    rounds = db.session.scalars(select(Round).options(*bare).order_by(Round.year.desc(), Round.id.desc()))
    coming = select(Event).where(Event.ends_at > clock.now()).order_by(Event.starts_at, Event.id)
    epcis = select(Epci).where(Epci.code.in_(select(Municipality.epci_code))).order_by(Epci.name)
    groups = {
        _("Une édition"): [(f"round:{r.public_id}", r.name) for r in rounds],
        _("Un rendez-vous"): [
            (f"event:{e.public_id}", f"{clock.paris(e.starts_at):%d/%m/%Y} – {e.title}")
            for e in db.session.scalars(coming)
        ],
        _("Un canton"): [(f"canton:{c.code}", c.name) for c in cantons()],
        _("Une intercommunalité"): [(f"epci:{e.code}", e.name) for e in db.session.scalars(epcis)],
    }
    return {name: choices for name, choices in groups.items() if choices}


def scope_of_choice(value: str) -> Scope | None:
    """The scope behind a choice of the list; None when there is no such thing."""
    kind, _colon, key = value.partition(":")
    model: Any = {"round": Round, "event": Event}.get(kind)
    if model is None:
        return Scope(ScopeKind(kind), key) if kind in {"site", "canton", "epci"} else None
    found = db.session.scalar(select(model.id).where(model.public_id == key))
    return Scope(ScopeKind(kind), str(found)) if found is not None else None


def scope_labels(grants: Iterable[RoleGrant]) -> dict[str, str]:
    """How far each grant reaches, in words, by its public identifier; one query for each kind of scope."""
    kinds: dict[ScopeKind, set[str]] = {}
    for grant in grants:
        kinds.setdefault(grant.scope, set()).add(grant.scope_key)
    names = {kind: _names(kind, keys) for kind, keys in kinds.items()}
    return {grant.public_id: names[grant.scope].get(grant.scope_key, grant.scope_key) for grant in grants}


def _names(kind: ScopeKind, keys: set[str]) -> dict[str, str]:
    if kind is ScopeKind.SITE:
        return {"": _("Tout le site")}
    if kind is ScopeKind.ROUND:
        return _read(select(Round.id, Round.name).where(Round.id.in_(map(int, keys))))
    if kind is ScopeKind.EVENT:
        return _read(select(Event.id, Event.title).where(Event.id.in_(map(int, keys))))
    if kind is ScopeKind.CANTON:
        return {c.code: _("Canton : %(name)s", name=c.name) for c in cantons() if c.code in keys}
    model = Epci if kind is ScopeKind.EPCI else Municipality
    return _read(select(model.code, model.name).where(model.code.in_(keys)))


def _read(query: Any) -> dict[str, str]:
    return {str(key): name for key, name in db.session.execute(query)}


def fits_in(inner: Scope, outer: Scope) -> bool:
    """Whether a scope is the same as another, or a part of it."""
    if inner == outer or outer.kind is ScopeKind.SITE:
        return True
    if inner.kind is ScopeKind.EVENT:
        event = db.session.get(Event, int(inner.key))
        return event is not None and outer in _around(event)
    if inner.kind is ScopeKind.MUNICIPALITY:
        place = db.session.get(Municipality, inner.key)
        return place is not None and outer in _places(place)
    return False


def _around(event: Event) -> set[Scope]:
    own = {Scope(ScopeKind.ROUND, str(event.round_id))} if event.round_id else set()
    return own | {Scope(ScopeKind.MUNICIPALITY, event.municipality_code)} | _places(event.municipality)


def _places(place: Municipality) -> set[Scope]:
    return {Scope(ScopeKind.CANTON, place.canton_code or "-"), Scope(ScopeKind.EPCI, place.epci_code or "-")}


# --- interests --------------------------------------------------------------------------------------------------


def interest_by_public_id(public_id: str) -> Interest | None:
    """The declaration of that public identifier, while it stands."""
    return db.session.scalar(select(Interest).where(Interest.public_id == public_id, Interest.withdrawn_at.is_(None)))


def interests_of(person: Person) -> Sequence[Interest]:
    """What this person declared, or what was recorded for them, that stands; the latest first."""
    query = _declarations().where(Interest.person_id == person.id, Interest.withdrawn_at.is_(None))
    return db.session.scalars(query).all()


def register() -> Select[Interest]:
    """Every declaration, withdrawn ones too, the latest first."""
    return _declarations()


def _declarations() -> Select[Interest]:
    people = (
        joinedload(Interest.person).lazyload(Person.role_grants),
        joinedload(Interest.declared_by).lazyload(Person.role_grants),
    )
    return select(Interest).options(*people).order_by(Interest.declared_at.desc(), Interest.id.desc())
