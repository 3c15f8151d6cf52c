"""What is stored of a reading: one per reader and dossier, one mark per criterion, and how marks changed."""

from datetime import datetime
from enum import StrEnum

from flask_babel import lazy_gettext as _
from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.core import clock
from app.core.lifecycle import HasLifecycle
from app.core.models import Base, Code, PublicId, Versioned
from app.projects.models import Project, Proposal
from app.reviews.models.grids import ScoringGrid
from app.reviews.status import REVIEW, ReviewStatus

STILL_OPEN = text("closed_at IS NULL")


class Criterion(StrEnum):
    """The three criteria of the programme, which the grants count; a grid may add its own."""

    COOPERATION = "cooperation"
    INNOVATION = "innovation"
    ESS = "ess"


CRITERION_NAMES = {
    Criterion.COOPERATION: _("Coopération"),
    Criterion.INNOVATION: _("Innovation sociale"),
    Criterion.ESS: _("Économie sociale et solidaire"),
}


class Review(PublicId, Versioned, HasLifecycle, Base):
    """One reader's reading of one proposal, from the day it is asked for."""

    __tablename__ = "review"
    lifecycle = REVIEW

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    grid_id: Mapped[int | None] = mapped_column(ForeignKey("scoring_grid.id"))  # None: the three criteria as they are
    assigned_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    assigned_at: Mapped[datetime] = mapped_column(default=clock.now)
    written_at: Mapped[datetime] = mapped_column(default=clock.now)
    status: Mapped[ReviewStatus] = mapped_column(Code(ReviewStatus), default=REVIEW.first)
    status_at: Mapped[datetime | None]
    reason: Mapped[str | None]  # why recused, set aside or released

    proposal: Mapped[Proposal] = relationship()
    reviewer: Mapped[Person] = relationship(lazy="joined", foreign_keys=reviewer_id)
    grid: Mapped[ScoringGrid | None] = relationship()
    scores: Mapped[list["Score"]] = relationship(order_by="Score.id", lazy="selectin", cascade="all, delete-orphan")

    __table_args__ = (
        UniqueConstraint("proposal_id", "reviewer_id"),
        CheckConstraint("status IN ('assigned','finished','recused','set_aside','released')", name="known_status"),
        CheckConstraint(
            "status NOT IN ('recused','set_aside','released') OR reason IS NOT NULL", name="no_silent_departure"
        ),
    )

    @property
    def project(self) -> Project | None:
        """Whose dossier it is about."""
        return self.proposal.project


class Score(Base):
    """Zero to four points on one criterion, why, and the place of the dossier that shows it; open in a draft."""

    __tablename__ = "score"

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"), index=True)
    criterion: Mapped[str]  # the key of moderation.grids.GridCriterion
    points: Mapped[int | None]
    reason: Mapped[str]
    place: Mapped[int | None]  # the line of Proposal.answers, from 0: these never move

    changes: Mapped[list["ScoreChange"]] = relationship(order_by="ScoreChange.id", lazy="joined")

    __table_args__ = (
        UniqueConstraint("review_id", "criterion"),
        CheckConstraint("points >= 0 AND points <= 4", name="zero_to_four"),
    )


class ScoreChange(Base):
    """A mark changed after its reader saw those of the others: both marks are kept, and why."""

    __tablename__ = "score_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    score_id: Mapped[int] = mapped_column(ForeignKey("score.id"), index=True)
    before: Mapped[int]
    after: Mapped[int]
    reason: Mapped[str]
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (
        CheckConstraint("before BETWEEN 0 AND 4 AND after BETWEEN 0 AND 4", name="zero_to_four"),
        CheckConstraint("before <> after AND reason <> ''", name="changed_for_a_reason"),
    )


class Reconciliation(PublicId, Base):
    """The readers of a dossier see each other's marks and talk, because these lie far apart; one at a time."""

    __tablename__ = "reconciliation"

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    why: Mapped[str]
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    opened_at: Mapped[datetime] = mapped_column(default=clock.now)
    outcome: Mapped[str | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    closed_at: Mapped[datetime | None]

    proposal: Mapped[Proposal] = relationship()
    messages: Mapped[list["ReconciliationMessage"]] = relationship(order_by="ReconciliationMessage.id")

    __table_args__ = (
        Index(
            "uq_reconciliation_one_open",
            "proposal_id",
            unique=True,
            postgresql_where=STILL_OPEN,
            sqlite_where=STILL_OPEN,
        ),
        CheckConstraint("(closed_at IS NULL) = (outcome IS NULL)", name="closed_with_an_outcome"),
    )


class ReconciliationMessage(Base):
    """What a reader, or staff, says during a reconciliation."""

    __tablename__ = "reconciliation_message"

    id: Mapped[int] = mapped_column(primary_key=True)
    reconciliation_id: Mapped[int] = mapped_column(ForeignKey("reconciliation.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    text: Mapped[str]
    said_at: Mapped[datetime] = mapped_column(default=clock.now)

    author: Mapped[Person] = relationship()
