"""People with an account, their roles, their open sessions, and the codes sent to them by e-mail."""

from datetime import datetime
from enum import StrEnum

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, false, text, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core import clock
from app.core.hiding import Hideable
from app.core.models import Base, Code, PublicId, Timestamps


class Role(StrEnum):
    """What a person may be, beside a citizen."""

    MENTOR = "mentor"
    MODERATOR = "moderator"
    REVIEWER = "reviewer"
    STAFF = "staff"
    ADMINISTRATOR = "administrator"


ROLE_NAMES = {
    Role.MENTOR: lazy_gettext("Accompagnement"),
    Role.MODERATOR: lazy_gettext("Modération"),
    Role.REVIEWER: lazy_gettext("Labellisation"),
    Role.STAFF: lazy_gettext("Équipe"),
    Role.ADMINISTRATOR: lazy_gettext("Administration"),
}


DELEGABLE = frozenset({Role.MODERATOR, Role.REVIEWER, Role.STAFF})


class Person(Hideable, PublicId, Timestamps, Base):
    """Somebody with an account. A voter needs none: see booth.Voter."""

    __tablename__ = "person"
    __table_args__ = (CheckConstraint("language IN ('fr','en')", name="known_language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str | None]
    municipality_code: Mapped[str | None] = mapped_column(ForeignKey("municipality.code"))
    language: Mapped[str | None]  # None: the programme's, or the switch of the page
    under_15: Mapped[bool] = mapped_column(default=False, server_default=false())  # as said at sign-up; no birth date
    is_public: Mapped[bool] = mapped_column(default=True, server_default=true())  # name beside what is published
    seen_at: Mapped[datetime | None]  # when a session was last opened: an account left alone for years is erased
    has_news: Mapped[bool] = mapped_column(default=False, server_default=false())  # something unread (notifications)
    left_at: Mapped[datetime | None]  # whoever left is named nowhere any more (services/leaving.py)

    role_grants: Mapped[list["RoleGrant"]] = relationship(
        lazy="selectin", order_by="RoleGrant.id", foreign_keys="RoleGrant.person_id", back_populates="person"
    )
    interests: Mapped[list["Interest"]] = relationship(
        primaryjoin="and_(Interest.person_id == Person.id, Interest.withdrawn_at.is_(None))", viewonly=True
    )

    @property
    def grants(self) -> list["RoleGrant"]:
        """The roles held now, each with how far it reaches."""
        return [grant for grant in self.role_grants if grant.is_current]

    @property
    def roles(self) -> set[Role]:
        """The roles held somewhere, now, beside citizen."""
        return {grant.role for grant in self.grants}

    @property
    def shown_name(self) -> str:
        """The name everybody reads, or that there is somebody who prefers not to be named, or who left."""
        if self.left_at:
            return _("Personne partie")
        if self.hidden_at:
            return _("un nom masqué par la modération")
        return self.name if self.is_public else _("une personne qui ne montre pas son nom")

    @property
    def initials(self) -> str:
        """One or two letters for the round token that stands for the person."""
        words = self.name.split()
        return "".join(word[0].upper() for word in (words[:1] + words[-1:] if len(words) > 1 else words))


class ScopeKind(StrEnum):
    """How far a role reaches; a fund is offered once funds exist (decision on scoped roles)."""

    SITE = "site"
    ROUND = "round"
    FUND = "fund"
    EVENT = "event"
    CANTON = "canton"
    EPCI = "epci"
    MUNICIPALITY = "municipality"


class RoleGrant(PublicId, Base):
    """A role given to a person: how far it reaches, from when to when, by whom and why.

    `scope_key` names the round or the event by its key, a territory by its official code; a whole site has none.
    A delegation points to the grant it comes from and goes with it.
    """

    __tablename__ = "role_grant"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    role: Mapped[Role] = mapped_column(Code(Role))
    scope: Mapped[ScopeKind] = mapped_column(Code(ScopeKind), default=ScopeKind.SITE)
    scope_key: Mapped[str] = mapped_column(default="")
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]  # exclusive
    reason: Mapped[str] = mapped_column(default="")
    granted_at: Mapped[datetime] = mapped_column(default=clock.now)
    granted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    delegated_from_id: Mapped[int | None] = mapped_column(ForeignKey("role_grant.id", ondelete="CASCADE"), index=True)

    person: Mapped[Person] = relationship(back_populates="role_grants", foreign_keys=[person_id])
    granted_by: Mapped[Person | None] = relationship(foreign_keys=[granted_by_id])

    __table_args__ = (
        UniqueConstraint("person_id", "role", "scope", "scope_key"),
        CheckConstraint("role IN ('mentor','moderator','reviewer','staff','administrator')", name="known_role"),
        CheckConstraint("scope IN ('site','round','fund','event','canton','epci','municipality')", name="known_scope"),
        CheckConstraint("(scope = 'site') = (scope_key = '')", name="scope_is_named"),
        CheckConstraint("starts_at IS NULL OR ends_at IS NULL OR starts_at < ends_at", name="starts_before_it_ends"),
        CheckConstraint(
            "role <> 'administrator' OR (scope = 'site' AND starts_at IS NULL AND ends_at IS NULL)",
            name="administrators_are_whole",
        ),
        CheckConstraint(
            "delegated_from_id IS NULL OR (ends_at IS NOT NULL AND granted_by_id IS NOT NULL"
            " AND granted_by_id <> person_id AND role IN ('moderator','reviewer','staff'))",
            name="delegations_end",
        ),
    )

    @property
    def is_current(self) -> bool:
        """Whether it holds now; nothing has to run for an ended grant to stop."""
        now = clock.now()
        return (self.starts_at is None or self.starts_at <= now) and not self.is_over

    @property
    def is_delegable(self) -> bool:
        """Whether its holder may lend it now: never what was delegated to them."""
        return self.role in DELEGABLE and self.is_current and self.delegated_from_id is None

    @property
    def is_over(self) -> bool:
        """Whether its end has passed."""
        return self.ends_at is not None and self.ends_at <= clock.now()


class Interest(PublicId, Base):
    """A conflict of interest that a member of the team declared: doors close on that thing and on what belongs to it.

    `subject` is the thing's name in the audit log ("project:3f9c"). Law no 2013-907 of 11 October 2013, article 2.
    A withdrawn one stays in the register.
    """

    __tablename__ = "interest"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    subject: Mapped[str]
    sentence: Mapped[str]
    declared_at: Mapped[datetime] = mapped_column(default=clock.now)
    declared_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    withdrawn_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    declared_by: Mapped[Person] = relationship(foreign_keys=[declared_by_id])

    __table_args__ = (
        Index(
            "uq_interest_open",
            "person_id",
            "subject",
            unique=True,
            postgresql_where=text("withdrawn_at IS NULL"),
            sqlite_where=text("withdrawn_at IS NULL"),
        ),
        CheckConstraint("sentence <> ''", name="says_why"),
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
    CHANGE_EMAIL = "change_email"


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
