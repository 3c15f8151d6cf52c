"""What is read about people, their roles and their open sessions."""

import hashlib
from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from app.accounts.models import Person, RoleGrant, SignIn
from app.accounts.session_limits import is_open
from app.core import clock
from app.core.extensions import db
from app.territories.models import Municipality
from app.territories.queries import municipality_by_code


def normal_email(email: str) -> str:
    """How an address is kept and compared: no spaces around, small letters."""
    return email.strip().lower()


def digest_of(token: str) -> str:
    """What the database keeps of a session token: a reader of the database cannot enter with it."""
    return hashlib.sha256(token.encode()).hexdigest()


def person_by_email(email: str) -> Person | None:
    """The person with this address, however it is typed; nobody once they have left."""
    return db.session.scalar(select(Person).where(Person.email == normal_email(email), Person.left_at.is_(None)))


def person_by_public_id(public_id: str) -> Person | None:
    """The person with this public identifier."""
    return db.session.scalar(select(Person).where(Person.public_id == public_id))


def home_of(person: Person) -> Municipality | None:
    """Where somebody lives, when they said so."""
    return municipality_by_code(person.municipality_code) if person.municipality_code else None


def people_with_any_role() -> Sequence[Person]:
    """Everybody with at least one role, by name."""
    holders = select(RoleGrant.person_id).distinct()
    return db.session.scalars(select(Person).where(Person.id.in_(holders)).order_by(Person.name, Person.id)).all()


def sign_in_by_token(token: str) -> SignIn | None:
    """The session a cookie names, if it is still open: not revoked, not past its limits (session_limits.py)."""
    return _if_open(db.session.scalar(_unrevoked().where(SignIn.token_digest == digest_of(token))))


def sign_in_by_public_id(public_id: str) -> SignIn | None:
    """A session still open, by the identifier shown on the page of devices."""
    return _if_open(db.session.scalar(_unrevoked().where(SignIn.public_id == public_id)))


def is_new_device(person: Person, device: str) -> bool:
    """Whether somebody who entered before never did from such a device (browser and system, no more is kept)."""
    devices = set(db.session.scalars(select(SignIn.device).where(SignIn.person_id == person.id).distinct()))
    return bool(devices) and device not in devices


def open_sign_ins(person: Person) -> Sequence[SignIn]:
    """The sessions of this person still open, the latest first."""
    query = _unrevoked().where(SignIn.person_id == person.id)
    found = db.session.scalars(query.order_by(SignIn.started_at.desc(), SignIn.id.desc())).all()
    return [sign_in for sign_in in found if is_open(sign_in)]


def _if_open(sign_in: SignIn | None) -> SignIn | None:
    return sign_in if sign_in is not None and is_open(sign_in) else None


def _unrevoked() -> Select[SignIn]:
    query = select(SignIn).where(SignIn.revoked_at.is_(None), SignIn.expires_at > clock.now())
    return query.options(joinedload(SignIn.person).selectinload(Person.role_grants))
