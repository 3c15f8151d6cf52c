"""What is read about second factors."""

from collections.abc import Sequence

from sqlalchemy import exists, func, or_, select

from app.accounts.models import Person
from app.core.extensions import db
from app.factors.models import Passkey, RecoveryCode, Totp


def has_factor(person: Person) -> bool:
    """Whether this person can prove more than a password or a code: recovery codes alone are no factor."""
    totp, passkey = exists().where(Totp.person_id == person.id), exists().where(Passkey.person_id == person.id)
    return bool(db.session.scalar(select(or_(totp, passkey))))


def totp_of(person: Person) -> Totp | None:
    """The application of codes of this person."""
    return db.session.scalar(select(Totp).filter_by(person_id=person.id))


def passkeys_of(person: Person) -> Sequence[Passkey]:
    """The passkeys of this person, the oldest first."""
    return db.session.scalars(select(Passkey).filter_by(person_id=person.id).order_by(Passkey.id)).all()


def passkey_by_credential(credential_id: bytes) -> Passkey | None:
    """The passkey a device calls by this identifier."""
    return db.session.scalar(select(Passkey).filter_by(credential_id=credential_id))


def passkey_by_public_id(public_id: str) -> Passkey | None:
    """The passkey with this public identifier."""
    return db.session.scalar(select(Passkey).filter_by(public_id=public_id))


def recovery_codes_left(person: Person) -> int:
    """How many recovery codes were not used yet."""
    return db.session.scalar(select(func.count()).select_from(RecoveryCode).filter_by(person_id=person.id)) or 0
