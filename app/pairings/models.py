"""What is stored of two proposals: that one at most wins, or that their teams want to become one."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core import clock
from app.core.lifecycle import HasLifecycle
from app.core.models import Base, Code, PublicId
from app.pairings.status import MERGER, MergerStatus
from app.projects.models import Project, Proposal
from app.rounds.models import Round

IN_FORCE, ASKED = text("lifted_at IS NULL"), text("status = 'asked'")


class ProposalExclusion(PublicId, Base):
    """Two proposals of which one at most wins: the same place, the same hours, the same people."""

    __tablename__ = "proposal_exclusion"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    first_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"))
    second_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"))
    reason: Mapped[str]
    declared_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    declared_at: Mapped[datetime] = mapped_column(default=clock.now)
    lifted_at: Mapped[datetime | None]
    lift_reason: Mapped[str | None]

    round: Mapped[Round] = relationship()
    first: Mapped[Proposal] = relationship(foreign_keys=first_id)
    second: Mapped[Proposal] = relationship(foreign_keys=second_id)

    __table_args__ = (
        Index(
            "uq_proposal_exclusion_pair",
            "first_id",
            "second_id",
            unique=True,
            postgresql_where=IN_FORCE,
            sqlite_where=IN_FORCE,
        ),
        CheckConstraint("first_id < second_id", name="two_proposals_in_order"),
        CheckConstraint("reason <> ''", name="said_with_a_reason"),
        CheckConstraint("(lifted_at IS NULL) = (lift_reason IS NULL)", name="lifted_with_a_reason"),
    )


class Merger(PublicId, HasLifecycle, Base):
    """One team proposes another to become one project; the words of both are kept in the new proposal."""

    __tablename__ = "merger"
    lifecycle = MERGER

    id: Mapped[int] = mapped_column(primary_key=True)
    asking_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    asked_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    title: Mapped[str]
    summary: Mapped[str]
    words: Mapped[str]  # what the two teams will do together
    requested_cents: Mapped[int] = mapped_column(BigInteger)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str | None]  # why declined
    merged_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"))  # what came of it
    status: Mapped[MergerStatus] = mapped_column(Code(MergerStatus), default=MERGER.first)
    status_at: Mapped[datetime | None]

    asking: Mapped[Proposal] = relationship(foreign_keys=asking_id)
    asked: Mapped[Proposal] = relationship(foreign_keys=asked_id)
    merged: Mapped[Proposal | None] = relationship(foreign_keys=merged_id)

    __table_args__ = (
        Index("uq_merger_open", "asking_id", unique=True, postgresql_where=ASKED, sqlite_where=ASKED),
        CheckConstraint("asking_id <> asked_id", name="two_proposals"),
        CheckConstraint("requested_cents > 0", name="some_money"),
        CheckConstraint("status IN ('asked','accepted','declined','withdrawn')", name="known_status"),
        CheckConstraint("status <> 'declined' OR reason IS NOT NULL", name="no_silent_refusal"),
        CheckConstraint("(status = 'accepted') = (merged_id IS NOT NULL)", name="accepted_means_merged"),
    )

    @property
    def round(self) -> Round:
        """The round, for scoped roles."""
        return self.asking.round

    @property
    def projects(self) -> list[Project]:
        """The two projects."""
        return [each.project for each in (self.asking, self.asked) if each.project is not None]
