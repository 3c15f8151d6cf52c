"""The second factors of a person: an application of codes, passkeys, and the recovery codes for a lost phone."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.core import clock
from app.core.models import Base, PublicId


class Totp(PublicId, Base):
    """The secret a person's application shares with us (RFC 6238), sealed (core/crypto.py); one per person."""

    __tablename__ = "totp"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), unique=True)
    sealed: Mapped[str]
    last_step: Mapped[int]  # the half-minute of the last code taken: none up to it is taken again
    added_at: Mapped[datetime] = mapped_column(default=clock.now)


class Passkey(PublicId, Base):
    """A key pair kept by a device (WebAuthn level 3); only the public half is here."""

    __tablename__ = "passkey"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    credential_id: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int]
    added_at: Mapped[datetime] = mapped_column(default=clock.now)
    used_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(lazy="joined")

    __table_args__ = (CheckConstraint("sign_count >= 0", name="sign_count_counted"),)


class RecoveryCode(Base):
    """One of the ten codes to enter without the phone; the digest alone is kept, and the row goes once used."""

    __tablename__ = "recovery_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    digest: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
