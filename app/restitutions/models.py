"""What is stored of what a meeting brought: contributions, its report, and the ideas the report touches."""

from datetime import datetime
from enum import StrEnum

from flask_babel import lazy_gettext as _
from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.core import clock
from app.core.lifecycle import HasLifecycle
from app.core.models import Base, Code, PublicId, Timestamps, Versioned
from app.events.models import Event, EventSession
from app.ideas.models import Idea
from app.restitutions.status import CONTRIBUTION, RESTITUTION, ContributionStatus, RestitutionStatus


class ContributionKind(StrEnum):
    """What people bring, or what they ask of the programme."""

    CONTRIBUTION = "contribution"
    RECOMMENDATION = "recommendation"


KIND_NAMES = {
    ContributionKind.CONTRIBUTION: _("Ce que je peux apporter"),
    ContributionKind.RECOMMENDATION: _("Ce que je conseille"),
}


class Contribution(PublicId, HasLifecycle, Base):
    """A few words typed during a meeting, in an atelier or for the whole. Without author: nobody knows whose it is."""

    __tablename__ = "contribution"
    lifecycle = CONTRIBUTION

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), index=True)
    session_id: Mapped[int | None] = mapped_column(ForeignKey("event_session.id", ondelete="SET NULL"), index=True)
    kind: Mapped[ContributionKind] = mapped_column(Code(ContributionKind))
    body: Mapped[str]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    status: Mapped[ContributionStatus] = mapped_column(Code(ContributionStatus), default=ContributionStatus.PUBLISHED)
    status_at: Mapped[datetime | None]
    decision_reason: Mapped[str | None]

    event: Mapped[Event] = relationship()
    session: Mapped[EventSession | None] = relationship(lazy="joined")
    author: Mapped[Person | None] = relationship(lazy="joined")

    __table_args__ = (
        CheckConstraint("status IN ('pending','published','hidden')", name="known_status"),
        CheckConstraint("status <> 'hidden' OR decision_reason IS NOT NULL", name="no_silent_refusal"),
    )


class Restitution(PublicId, Timestamps, Versioned, HasLifecycle, Base):
    """The report of a meeting, in Markdown, by whoever hosted it."""

    __tablename__ = "restitution"
    lifecycle = RESTITUTION

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), unique=True)
    body: Mapped[str]
    status: Mapped[RestitutionStatus] = mapped_column(Code(RestitutionStatus), default=RESTITUTION.first)
    status_at: Mapped[datetime | None]

    event: Mapped[Event] = relationship(lazy="joined", innerjoin=True)
    ideas: Mapped[list[Idea]] = relationship(secondary="restitution_idea", order_by=Idea.title, viewonly=True)

    __table_args__ = (CheckConstraint("status IN ('draft','published')", name="known_status"),)


class RestitutionIdea(Base):
    """The meeting spoke of this idea: its page says so once the report is published."""

    __tablename__ = "restitution_idea"

    restitution_id: Mapped[int] = mapped_column(ForeignKey("restitution.id"), primary_key=True)
    idea_id: Mapped[int] = mapped_column(ForeignKey("idea.id"), primary_key=True, index=True)
