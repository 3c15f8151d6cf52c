"""What is read about linked identities and the sessions they opened."""

from collections.abc import Sequence

from sqlalchemy import select

from app.accounts.models import Person, SignIn
from app.accounts.queries import digest_of
from app.core.extensions import db
from app.sso.models import ExternalIdentity, ExternalSession


def identity_of(issuer: str, subject: str) -> ExternalIdentity | None:
    """The linked identity with this issuer and this subject: never looked for by address."""
    return db.session.scalar(select(ExternalIdentity).filter_by(issuer=issuer, subject=subject))


def identity_by_public_id(public_id: str) -> ExternalIdentity | None:
    """The linked identity with this public identifier."""
    return db.session.scalar(select(ExternalIdentity).filter_by(public_id=public_id))


def identities_of(person: Person) -> Sequence[ExternalIdentity]:
    """What is linked to this account, the oldest first."""
    mine = select(ExternalIdentity).filter_by(person_id=person.id)
    return db.session.scalars(mine.order_by(ExternalIdentity.linked_at, ExternalIdentity.id)).all()


def session_of(token: str) -> ExternalSession | None:
    """What a provider said when it opened the session of this token, even if that session is closed now."""
    opened = select(ExternalSession).join(SignIn, SignIn.id == ExternalSession.sign_in_id)
    return db.session.scalar(opened.where(SignIn.token_digest == digest_of(token)))


def sessions_at(issuer: str, *, subject: str | None, sid: str | None) -> Sequence[ExternalSession]:
    """The sessions opened by this subject at this issuer, or by its one session there when `sid` names it."""
    opened = select(ExternalSession).join(ExternalIdentity).where(ExternalIdentity.issuer == issuer)
    if subject:
        opened = opened.where(ExternalIdentity.subject == subject)
    if sid:
        opened = opened.where(ExternalSession.sid == sid)
    return db.session.scalars(opened).all()
