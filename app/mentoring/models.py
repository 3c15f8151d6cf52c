"""What is stored of mentoring: what each mentor offers, who accompanies what, meetings and notes."""

from datetime import date, datetime
from enum import StrEnum

from flask_babel import lazy_gettext as _
from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.core import clock
from app.core.lifecycle import HasLifecycle
from app.core.models import Base, Code, PublicId
from app.mentoring.status import MENTORSHIP, MentorshipStatus
from app.projects.models import Project

MOST_PROJECTS = 30  # the largest capacity one may offer
RUNS = text("status <> 'ended'")


class Mentor(PublicId, Base):
    """What somebody who accompanies projects offers; where they do is said by their roles (accounts.RoleGrant).

    `load` counts the projects accompanied now: a constraint keeps it within the capacity, whoever accepts at once.
    """

    __tablename__ = "mentor"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    presentation: Mapped[str] = mapped_column(default="")
    availability: Mapped[str] = mapped_column(default="")  # "le mardi, et le soir au téléphone"
    themes: Mapped[list[str]] = mapped_column(default=list)  # none: all of them
    is_available: Mapped[bool] = mapped_column(default=True)
    capacity: Mapped[int] = mapped_column(default=4)
    load: Mapped[int] = mapped_column(default=0)

    person: Mapped[Person] = relationship()

    __table_args__ = (
        CheckConstraint("capacity >= 0 AND capacity <= 30", name="capacity_in_bounds"),
        CheckConstraint("load >= 0 AND load <= capacity", name="load_within_capacity"),
    )


class Mentorship(PublicId, HasLifecycle, Base):
    """Somebody accompanies a project, which has one mentor at a time."""

    __tablename__ = "mentorship"
    lifecycle = MENTORSHIP

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"), index=True)
    mentor_id: Mapped[int] = mapped_column(ForeignKey("mentor.id"), index=True)
    accepted_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    began_at: Mapped[datetime] = mapped_column(default=clock.now)
    reason: Mapped[str | None]  # why the team asks for somebody else, or why it ended
    status: Mapped[MentorshipStatus] = mapped_column(Code(MentorshipStatus), default=MENTORSHIP.first)
    status_at: Mapped[datetime | None]

    project: Mapped[Project] = relationship()
    mentor: Mapped[Mentor] = relationship()

    __table_args__ = (
        Index("uq_mentorship_one_each", "project_id", unique=True, postgresql_where=RUNS, sqlite_where=RUNS),
        CheckConstraint("status IN ('active','change_asked','ended')", name="known_status"),
    )


class MeetingWay(StrEnum):
    """How people met."""

    PLACE = "place"
    PHONE = "phone"
    VIDEO = "video"


WAY_NAMES = {
    MeetingWay.PLACE: _("Sur place"),
    MeetingWay.PHONE: _("Au téléphone"),
    MeetingWay.VIDEO: _("En visioconférence"),
}


class MentorMeeting(PublicId, Base):
    """One meeting with a team: when, how, who came, what was said, what comes next."""

    __tablename__ = "mentor_meeting"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"))
    held_on: Mapped[date]
    way: Mapped[MeetingWay] = mapped_column(Code(MeetingWay))
    place: Mapped[str] = mapped_column(default="")
    who: Mapped[str]
    summary: Mapped[str]
    next_step: Mapped[str] = mapped_column(default="")
    next_on: Mapped[date | None]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    written_at: Mapped[datetime] = mapped_column(default=clock.now)

    project: Mapped[Project] = relationship()
    written_by: Mapped[Person] = relationship()

    __table_args__ = (
        Index("ix_mentor_meeting_project_id_held_on", "project_id", "held_on"),
        CheckConstraint("way IN ('place','phone','video')", name="known_way"),
        CheckConstraint("next_on IS NULL OR next_step <> ''", name="a_day_has_a_step"),
    )

    @property
    def way_name(self) -> str:
        """How people met, as words of the screen."""
        return str(WAY_NAMES[self.way])


class MentorNote(PublicId, Base):
    """What somebody who accompanies writes down: for those of the programme, or shared with the team."""

    __tablename__ = "mentor_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    text: Mapped[str]
    is_shared: Mapped[bool] = mapped_column(default=False)
    written_at: Mapped[datetime] = mapped_column(default=clock.now)

    project: Mapped[Project] = relationship()
    author: Mapped[Person] = relationship()
