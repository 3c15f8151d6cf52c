"""What is stored of a review: one per reviewer and proposal, one score per criterion."""

from datetime import datetime
from enum import StrEnum

from flask_babel import lazy_gettext as _
from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.core import clock
from app.core.models import Base, Code, PublicId, Versioned
from app.projects.models import Proposal


class Criterion(StrEnum):
    """The three criteria of the label, each scored 0 to 4."""

    COOPERATION = "cooperation"
    INNOVATION = "innovation"
    ESS = "ess"


CRITERION_NAMES = {
    Criterion.COOPERATION: _("Coopération"),
    Criterion.INNOVATION: _("Innovation sociale"),
    Criterion.ESS: _("Économie sociale et solidaire"),
}


class Review(PublicId, Versioned, Base):
    """One reviewer's reading of one proposal."""

    __tablename__ = "review"

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    written_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)

    proposal: Mapped[Proposal] = relationship()
    reviewer: Mapped[Person] = relationship(lazy="joined")
    scores: Mapped[list["Score"]] = relationship(order_by="Score.id", lazy="selectin", cascade="all, delete-orphan")

    __table_args__ = (UniqueConstraint("proposal_id", "reviewer_id"),)


class Score(Base):
    """Zero to four points on one criterion, and why."""

    __tablename__ = "score"

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"), index=True)
    criterion: Mapped[Criterion] = mapped_column(Code(Criterion))
    points: Mapped[int]
    reason: Mapped[str]

    __table_args__ = (
        UniqueConstraint("review_id", "criterion"),
        CheckConstraint("points >= 0 AND points <= 4", name="zero_to_four"),
    )
