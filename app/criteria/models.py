"""What is stored of a self-assessment: for each sub-question, the points a team gives itself and its proof."""

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.models import Base, PublicId, Timestamps, Versioned
from app.projects.models import Project

PROOF_MAX, LINK_MAX = 1500, 300


class SelfAssessment(PublicId, Timestamps, Versioned, Base):
    """One sub-question answered; documents may hang on it."""

    __tablename__ = "self_assessment"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"))
    question: Mapped[str]  # the key of grid.Question
    asked: Mapped[str]  # its words when it was answered
    points: Mapped[int | None]
    proof: Mapped[str] = mapped_column(default="")
    link: Mapped[str] = mapped_column(default="")

    project: Mapped[Project] = relationship()

    __table_args__ = (
        UniqueConstraint("project_id", "question"),
        CheckConstraint("points IS NULL OR points BETWEEN 0 AND 4", name="zero_to_four"),
    )

    @property
    def title(self) -> str:
        """What it is called where its documents are listed."""
        return self.asked
