"""What is asked around a dossier: opinions of services, what it would really cost, questions to its holder."""

from datetime import date, datetime
from enum import StrEnum

from flask_babel import lazy_gettext as _
from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.core import clock
from app.core.models import Base, Code, PublicId
from app.projects.models import Project, Proposal


class Advice(StrEnum):
    """What a service answers."""

    FAVOURABLE = "favourable"
    RESERVED = "reserved"
    UNFAVOURABLE = "unfavourable"


ADVICE_NAMES = {
    Advice.FAVOURABLE: _("favorable"),
    Advice.RESERVED: _("réservé"),
    Advice.UNFAVOURABLE: _("défavorable"),
}
UNANSWERED = sql("answered_at IS NULL")
ADVICE_TONES = {Advice.FAVOURABLE: "done", Advice.RESERVED: "wait", Advice.UNFAVOURABLE: "no"}


class Opinion(PublicId, Base):
    """A territorial service is asked what it thinks of a dossier, until a day; somebody of it answers."""

    __tablename__ = "opinion"

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"))
    service: Mapped[str]
    asked_of_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    question: Mapped[str] = mapped_column(default="")
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    due_on: Mapped[date]
    reminded_at: Mapped[datetime | None]
    advice: Mapped[Advice | None] = mapped_column(Code(Advice))
    text: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]

    proposal: Mapped[Proposal] = relationship()
    asked_of: Mapped[Person] = relationship(foreign_keys=asked_of_id)

    __table_args__ = (
        UniqueConstraint("proposal_id", "asked_of_id"),
        Index("ix_opinion_waiting", "due_on", postgresql_where=UNANSWERED, sqlite_where=UNANSWERED),
        CheckConstraint("advice IN ('favourable','reserved','unfavourable')", name="known_advice"),
        CheckConstraint("(advice IS NULL) = (answered_at IS NULL)", name="answered_means_dated"),
        CheckConstraint("advice IS NULL OR text <> ''", name="no_silent_advice"),
    )

    @property
    def project(self) -> Project | None:
        """Whose dossier it is about."""
        return self.proposal.project

    @property
    def advice_name(self) -> str:
        """The answer as a word of the screen; "" while there is none."""
        return str(ADVICE_NAMES[self.advice]) if self.advice else ""

    @property
    def is_late(self) -> bool:
        """Whether the day has passed without an answer, or the answer came after it."""
        answered = clock.paris(self.answered_at).date() if self.answered_at else clock.today()
        return answered > self.due_on


class Costing(PublicId, Base):
    """What somebody who knows reckons the project costs, in cents; the last one counts, the earlier ones stay."""

    __tablename__ = "costing"

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    estimate_cents: Mapped[int] = mapped_column(BigInteger)
    estimated_by: Mapped[str]  # who reckoned: a service, a trade
    note: Mapped[str]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime] = mapped_column(default=clock.now)

    proposal: Mapped[Proposal] = relationship()

    __table_args__ = (CheckConstraint("estimate_cents >= 0", name="money_not_negative"),)


class HolderQuestion(PublicId, Base):
    """The desk asks the team of a dossier something, until a day; the answer stands beside the frozen text."""

    __tablename__ = "holder_question"

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    text: Mapped[str]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    due_on: Mapped[date]
    answer: Mapped[str] = mapped_column(default="")
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None]

    proposal: Mapped[Proposal] = relationship()
    answered_by: Mapped[Person | None] = relationship(foreign_keys=answered_by_id)

    __table_args__ = (
        CheckConstraint("(answered_at IS NULL) = (answer = '')", name="answered_means_written"),
        CheckConstraint("(answered_at IS NULL) = (answered_by_id IS NULL)", name="answered_by_somebody"),
    )

    @property
    def project(self) -> Project | None:
        """Whose team answers."""
        return self.proposal.project

    @property
    def is_late(self) -> bool:
        """Whether the day has passed without an answer, or the answer came after it."""
        answered = clock.paris(self.answered_at).date() if self.answered_at else clock.today()
        return answered > self.due_on
