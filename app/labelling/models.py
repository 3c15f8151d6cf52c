"""What is stored of decisions on the label: what was prepared, the announcement of a round, the appeals."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.core import clock
from app.core.lifecycle import HasLifecycle
from app.core.models import Base, Code, PublicId, Versioned
from app.labelling.status import APPEAL, RELEASE, VERDICT_NAMES, AppealStatus, ReleaseStatus, Verdict
from app.projects.models import Project, Proposal
from app.rounds.models import Round

PENDING = text("status <> 'released'")


class LabelRelease(PublicId, Versioned, HasLifecycle, Base):
    """The moment at which the decisions of a round are announced together; one at a time is prepared."""

    __tablename__ = "label_release"
    lifecycle = RELEASE

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    announced_at: Mapped[datetime]  # nothing is seen before
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    released_at: Mapped[datetime | None]
    status: Mapped[ReleaseStatus] = mapped_column(Code(ReleaseStatus), default=RELEASE.first)
    status_at: Mapped[datetime | None]

    round: Mapped[Round] = relationship()

    __table_args__ = (
        Index("uq_label_release_pending", "round_id", unique=True, postgresql_where=PENDING, sqlite_where=PENDING),
        CheckConstraint("status IN ('planned','asked','approved','released')", name="known_status"),
        CheckConstraint("approved_by_id IS NULL OR approved_by_id <> asked_by_id", name="two_people_announce"),
        CheckConstraint("(status = 'released') = (released_at IS NOT NULL)", name="released_once"),
    )


class LabelDecision(PublicId, Versioned, Base):
    """The decision about one proposal: prepared, then announced with the others, then a letter."""

    __tablename__ = "label_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), unique=True)
    verdict: Mapped[Verdict] = mapped_column(Code(Verdict))
    grounds: Mapped[list[str]]  # codes of moderation.label_grounds
    reason: Mapped[str]
    advice: Mapped[str] = mapped_column(default="")  # what to improve
    prepared_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    prepared_at: Mapped[datetime] = mapped_column(default=clock.now)
    release_id: Mapped[int | None] = mapped_column(ForeignKey("label_release.id"), index=True)  # once announced
    released_at: Mapped[datetime | None]
    without_object: Mapped[bool] = mapped_column(default=False)  # withdrawn or replaced before the announcement

    proposal: Mapped[Proposal] = relationship()
    prepared_by: Mapped[Person] = relationship()
    appeal: Mapped["LabelAppeal | None"] = relationship(back_populates="decision")

    __table_args__ = (
        CheckConstraint("verdict IN ('label','refuse','changes')", name="known_verdict"),
        CheckConstraint("reason <> ''", name="said_with_a_reason"),
        CheckConstraint("(release_id IS NULL) = (released_at IS NULL)", name="announced_by_a_release"),
    )

    @property
    def verdict_name(self) -> str:
        """What is decided, as words of the screen."""
        return str(VERDICT_NAMES[self.verdict])

    @property
    def round(self) -> Round:
        """The round, for scoped roles."""
        return self.proposal.round

    @property
    def project(self) -> Project | None:
        """The project whose team reads the letter."""
        return self.proposal.project


class LabelAppeal(PublicId, HasLifecycle, Base):
    """A team contests a refusal; somebody else than those who decided hears it."""

    __tablename__ = "label_appeal"
    lifecycle = APPEAL

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("label_decision.id"), unique=True)
    words: Mapped[str]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    answer: Mapped[str | None]
    heard_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    status: Mapped[AppealStatus] = mapped_column(Code(AppealStatus), default=APPEAL.first)
    status_at: Mapped[datetime | None]

    decision: Mapped[LabelDecision] = relationship(back_populates="appeal")

    __table_args__ = (
        CheckConstraint("status IN ('asked','granted','rejected')", name="known_status"),
        CheckConstraint("words <> ''", name="said_in_words"),
        CheckConstraint(
            "(status = 'asked') = (answer IS NULL) AND (answer IS NULL) = (heard_by_id IS NULL)",
            name="heard_with_reasons",
        ),
    )

    @property
    def proposal(self) -> Proposal:
        """What is contested, for the rules that ask whose it is."""
        return self.decision.proposal

    @property
    def project(self) -> Project | None:
        """The project whose team asked."""
        return self.decision.proposal.project
