"""Identities of other houses linked to accounts, and the sessions opened with them.

Of what a provider tells, two things are kept: who it is (issuer and subject), and the last ID token of a session while
that session is open, because the provider asks for it at sign-out. Neither name nor address is.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.core import clock
from app.core.models import Base, PublicId


class ExternalIdentity(PublicId, Base):
    """Who somebody is at a provider: the subject, which never changes, under its issuer (OpenID Connect Core 2)."""

    __tablename__ = "external_identity"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    issuer: Mapped[str]
    subject: Mapped[str]
    linked_at: Mapped[datetime] = mapped_column(default=clock.now)
    last_used_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(lazy="joined")

    __table_args__ = (UniqueConstraint("issuer", "subject"), UniqueConstraint("person_id", "issuer"))


class ExternalSession(Base):
    """A session of ours that a provider opened: what signing out there, or being signed out from there, needs."""

    __tablename__ = "external_session"

    sign_in_id: Mapped[int] = mapped_column(ForeignKey("sign_in.id", ondelete="CASCADE"), primary_key=True)
    identity_id: Mapped[int] = mapped_column(ForeignKey("external_identity.id", ondelete="CASCADE"), index=True)
    sid: Mapped[str | None]
    id_token: Mapped[str]

    identity: Mapped[ExternalIdentity] = relationship(lazy="joined")
