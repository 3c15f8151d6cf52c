"""What is stored of a team's work: invitations, the hand-over of a project, tasks, remarks beside a field."""

from datetime import date, datetime

from flask_babel import gettext, ngettext
from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.core import clock
from app.core.lifecycle import HasLifecycle
from app.core.models import Base, Code, PublicId
from app.projects.models import MEMBER_NAMES, MemberRole, Project
from app.teams.status import HANDOVER, HandoverStatus

MOST_USES = 50  # people one link may bring in
WAITS = text("email IS NOT NULL AND revoked_at IS NULL AND used = 0")
OFFERED = text("status = 'offered'")


def of_project() -> Mapped[int]:
    """The project something belongs to, and goes with."""
    return mapped_column(ForeignKey("project.id", ondelete="CASCADE"), index=True)


class TeamInvitation(PublicId, Base):
    """A place in a team: offered to one address, or to whoever has the link, `most` times; until `expires_at`."""

    __tablename__ = "team_invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = of_project()
    role: Mapped[MemberRole] = mapped_column(Code(MemberRole))
    email: Mapped[str | None]  # None: a link that the holder passes on
    most: Mapped[int] = mapped_column(default=1)
    used: Mapped[int] = mapped_column(default=0)
    sent_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    sent_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    project: Mapped[Project] = relationship()
    sent_by: Mapped[Person] = relationship()

    __table_args__ = (
        Index(
            "uq_team_invitation_waits", "project_id", "email", unique=True, postgresql_where=WAITS, sqlite_where=WAITS
        ),
        CheckConstraint("role IN ('editor','reader')", name="known_role"),
        CheckConstraint("used >= 0 AND used <= most", name="used_in_bounds"),
        CheckConstraint("most > 0 AND (email IS NULL OR most = 1)", name="an_address_is_one_person"),
    )

    @property
    def is_open(self) -> bool:
        """Whether somebody may still join with it."""
        return self.revoked_at is None and self.used < self.most and clock.now() < self.expires_at

    @property
    def use(self) -> str:
        """How often it served, and how often it may."""
        if not self.used:
            return gettext("Personne ne l’a encore utilisé (%(most)s fois au plus)", most=self.most)
        most = self.most
        return ngettext(
            "Utilisé une fois (%(most)s au plus)", "Utilisé %(num)s fois (%(most)s au plus)", self.used, most=most
        )

    @property
    def role_name(self) -> str:
        """What it lets do, as words of the screen."""
        return str(MEMBER_NAMES[self.role])


class Handover(PublicId, HasLifecycle, Base):
    """The project offered to somebody of its team, who becomes its holder by accepting."""

    __tablename__ = "handover"
    lifecycle = HANDOVER

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = of_project()
    to_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    offered_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    message: Mapped[str] = mapped_column(default="")
    offered_at: Mapped[datetime] = mapped_column(default=clock.now)
    status: Mapped[HandoverStatus] = mapped_column(Code(HandoverStatus), default=HANDOVER.first)
    status_at: Mapped[datetime | None]

    project: Mapped[Project] = relationship()
    to: Mapped[Person] = relationship(foreign_keys=to_id)
    offered_by: Mapped[Person] = relationship(foreign_keys=offered_by_id)

    __table_args__ = (
        Index("uq_handover_one_each", "project_id", unique=True, postgresql_where=OFFERED, sqlite_where=OFFERED),
        CheckConstraint("status IN ('offered','accepted','declined','withdrawn')", name="known_status"),
    )


class Task(PublicId, Base):
    """Something to do for a project: by whom, before when, once it is done."""

    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = of_project()
    title: Mapped[str]
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    due_on: Mapped[date | None]
    created_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    project: Mapped[Project] = relationship()
    assignee: Mapped[Person | None] = relationship(foreign_keys=assignee_id)

    __table_args__ = (CheckConstraint("(done_at IS NULL) = (done_by_id IS NULL)", name="done_by_somebody"),)

    @property
    def is_late(self) -> bool:
        """Whether its day has passed and it is not done."""
        return self.done_at is None and self.due_on is not None and self.due_on < clock.today()


class Thread(PublicId, Base):
    """A talk about one field of the dossier; resolved, it is folded away and may be opened again."""

    __tablename__ = "thread"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = of_project()
    place: Mapped[str]  # the key of the field it stands beside, or "presentation"
    opened_at: Mapped[datetime] = mapped_column(default=clock.now)
    waits_since: Mapped[datetime | None]  # somebody outside wrote, the team has not answered yet
    resolved_at: Mapped[datetime | None]
    resolved_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    project: Mapped[Project] = relationship()
    resolved_by: Mapped[Person | None] = relationship()
    remarks: Mapped[list["Remark"]] = relationship(order_by="Remark.id", passive_deletes=True)

    __table_args__ = (CheckConstraint("(resolved_at IS NULL) = (resolved_by_id IS NULL)", name="resolved_by_somebody"),)


class Remark(Base):
    """What one person wrote in a thread."""

    __tablename__ = "remark"

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    text: Mapped[str]
    written_at: Mapped[datetime] = mapped_column(default=clock.now)

    author: Mapped[Person] = relationship()
