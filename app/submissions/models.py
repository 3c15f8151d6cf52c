"""What is stored of submissions: one receipt each, and the one request to complete a dossier."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.core import clock
from app.core.models import Base, PublicId
from app.projects.models import Project, Proposal


class Submission(PublicId, Base):
    """A dossier was received: when, under which number, by whom it was sent, and the digest of what was frozen."""

    __tablename__ = "submission"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), unique=True)
    year: Mapped[int]
    place: Mapped[int]  # the first dossier of the year is 1
    submitted_at: Mapped[datetime] = mapped_column(default=clock.now)
    submitted_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    digest: Mapped[str]

    project: Mapped[Project] = relationship()
    proposal: Mapped[Proposal] = relationship()
    submitted_by: Mapped[Person] = relationship()

    __table_args__ = (
        UniqueConstraint("year", "place"),
        CheckConstraint("place > 0", name="place_counted"),
    )

    @property
    def number(self) -> str:
        """As it stands on the receipt: "2026-0042"."""
        return f"{self.year}-{self.place:04d}"


class CompletionRequest(PublicId, Base):
    """What staff asked to complete, part by part; a project is sent back once at most."""

    __tablename__ = "completion_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), unique=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"))
    reasons: Mapped[list[Any]]  # [{"key", "title", "text"}], in the order of the dossier; key "" is the whole of it
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    project: Mapped[Project] = relationship()
