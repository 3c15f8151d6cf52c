"""People with an account, their roles, their open sessions, and the codes sent to them by e-mail."""

from datetime import datetime
from enum import StrEnum

from flask_babel import gettext as _
from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core import clock
from app.core.models import Base, Code, PublicId, Timestamps


class Role(StrEnum):
    """What a person may be, beside a citizen."""

    MENTOR = "mentor"
    MODERATOR = "moderator"
    REVIEWER = "reviewer"
    STAFF = "staff"
    ADMINISTRATOR = "administrator"


class Person(PublicId, Timestamps, Base):
    """Somebody with an account. A voter needs none: see booth.Voter."""

    __tablename__ = "person"
    __table_args__ = (CheckConstraint("language IN ('fr','en')", name="known_language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str | None]
    municipality_code: Mapped[str | None] = mapped_column(ForeignKey("municipality.code"))
    language: Mapped[str | None]  # None: the programme's, or the switch of the page
    is_public: Mapped[bool] = mapped_column(default=True, server_default=true())  # name beside what is published
    seen_at: Mapped[datetime | None]  # when a session was last opened: an account left alone for years is erased
    left_at: Mapped[datetime | None]  # whoever left is named nowhere any more (services/leaving.py)

    role_grants: Mapped[list["RoleGrant"]] = relationship(
        lazy="selectin", order_by="RoleGrant.role", foreign_keys="RoleGrant.person_id"
    )

    @property
    def roles(self) -> set[Role]:
        """The roles held, beside citizen."""
        return {grant.role for grant in self.role_grants}

    @property
    def shown_name(self) -> str:
        """The name everybody reads, or that there is somebody who prefers not to be named, or who left."""
        if self.left_at:
            return _("Personne partie")
        return self.name if self.is_public else _("une personne qui ne montre pas son nom")

    @property
    def initials(self) -> str:
        """One or two letters for the round token that stands for the person."""
        words = self.name.split()
        return "".join(word[0].upper() for word in (words[:1] + words[-1:] if len(words) > 1 else words))


class RoleGrant(Base):
    """A role given to a person, by whom and when."""

    __tablename__ = "role_grant"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    role: Mapped[Role] = mapped_column(Code(Role), primary_key=True)
    granted_at: Mapped[datetime] = mapped_column(default=clock.now)
    granted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    __table_args__ = (
        CheckConstraint("role IN ('mentor','moderator','reviewer','staff','administrator')", name="known_role"),
    )


class SignIn(PublicId, Base):
    """One open session on one device; the cookie holds a token whose digest alone is kept here."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    token_digest: Mapped[str] = mapped_column(unique=True)
    device: Mapped[str]
    started_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    last_seen_at: Mapped[datetime] = mapped_column(default=clock.now)  # written once a minute at most
    fresh_at: Mapped[datetime] = mapped_column(default=clock.now)  # when the person last proved who they are
    strong_at: Mapped[datetime | None]  # when a second factor or a passkey was proved

    person: Mapped[Person] = relationship(lazy="joined")


class CodePurpose(StrEnum):
    """What a one-time code opens."""

    SIGN_IN = "sign_in"
    VOTE = "vote"
    CONFIRM = "confirm"


class EmailCode(Base):
    """A one-time code sent to an address for one purpose about one subject; the digest alone is kept."""

    __tablename__ = "email_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[CodePurpose] = mapped_column(Code(CodePurpose))
    email: Mapped[str]
    subject: Mapped[str] = mapped_column(default="")
    digest: Mapped[str]
    browser_digest: Mapped[str] = mapped_column(default="", server_default="")  # of the browser that asked
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("purpose", "email", "subject"),
        CheckConstraint("attempts >= 0 AND attempts <= 5", name="few_attempts"),
    )
