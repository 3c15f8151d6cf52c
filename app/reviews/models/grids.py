"""What staff build for a round: the points of admissibility and the scoring grid, version after version."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.core import clock
from app.core.models import Base, Code, PublicId
from app.projects.models import Proposal
from app.rounds.models import Round


class ScoringGrid(PublicId, Base):
    """One version of the grid of a round: never changed, replaced by the next until the first mark freezes it.

    `criteria`: [{"key", "name", "weight", "anchors" (five sentences, of the marks 0 to 4), "questions"}], as
    moderation.grids.Grid reads and checks them. `alert_from`: how far apart two marks ask for a reconciliation.
    """

    __tablename__ = "scoring_grid"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    number: Mapped[int]
    criteria: Mapped[list[Any]]
    alert_from: Mapped[int] = mapped_column(default=2)
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime] = mapped_column(default=clock.now)
    frozen_at: Mapped[datetime | None]  # when the first mark was given by it

    round: Mapped[Round] = relationship()

    __table_args__ = (
        UniqueConstraint("round_id", "number"),
        CheckConstraint("number > 0", name="number_counted"),
        CheckConstraint("alert_from BETWEEN 1 AND 4", name="alert_in_bounds"),
    )


class Checklist(PublicId, Base):
    """One version of what makes a dossier admissible in a round: [{"key", "text"}]; the last one is in force."""

    __tablename__ = "checklist"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    number: Mapped[int]
    points: Mapped[list[Any]]
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime] = mapped_column(default=clock.now)

    round: Mapped[Round] = relationship()

    __table_args__ = (
        UniqueConstraint("round_id", "number"),
        CheckConstraint("number > 0", name="number_counted"),
    )


class Verdict(StrEnum):
    """What is said of one point of admissibility."""

    YES = "yes"
    NO = "no"
    TO_COMPLETE = "to_complete"


VERDICT_NAMES = {
    Verdict.YES: _("oui"),
    Verdict.NO: _("non"),
    Verdict.TO_COMPLETE: _("à compléter"),
}


class AdmissibilityCheck(PublicId, Base):
    """One point looked at in one dossier: yes, no or to complete; anything but yes has its reason."""

    __tablename__ = "admissibility_check"

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"))
    checklist_id: Mapped[int] = mapped_column(ForeignKey("checklist.id"))  # the version it was asked in
    point: Mapped[str]  # its key; other words are another point
    asked: Mapped[str]  # its words
    verdict: Mapped[Verdict] = mapped_column(Code(Verdict))
    reason: Mapped[str] = mapped_column(default="")
    checked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    checked_at: Mapped[datetime] = mapped_column(default=clock.now)

    proposal: Mapped[Proposal] = relationship()
    checked_by: Mapped[Person] = relationship()

    __table_args__ = (
        UniqueConstraint("proposal_id", "point"),
        CheckConstraint("verdict IN ('yes','no','to_complete')", name="known_verdict"),
        CheckConstraint("verdict = 'yes' OR reason <> ''", name="no_silent_objection"),
    )

    @property
    def verdict_name(self) -> str:
        """What was said, as a word of the screen."""
        return str(VERDICT_NAMES[self.verdict])
