"""What is stored of an appeal."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.appeals.status import APPEAL, AppealStatus
from app.casework.models import Decision, Flag
from app.core import clock
from app.core.lifecycle import HasLifecycle
from app.core.models import Base, Code, PublicId, Versioned
from moderation.appeals import Appellant


class Appeal(PublicId, Versioned, HasLifecycle, Base):
    """One person contests one decision, once (Regulation (EU) 2022/2065, article 20).

    By the author (`person`), or by whoever reported (`flag`, and `person` when they have an account).
    """

    __tablename__ = "appeal"
    lifecycle = APPEAL

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), index=True)
    party: Mapped[Appellant] = mapped_column(Code(Appellant))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    flag_id: Mapped[int | None] = mapped_column(ForeignKey("flag.id", ondelete="SET NULL"), index=True)
    words: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    status: Mapped[AppealStatus] = mapped_column(Code(AppealStatus), default=APPEAL.first)
    status_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(default="")
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)

    decision: Mapped[Decision] = relationship()
    person: Mapped[Person | None] = relationship(foreign_keys=person_id)
    flag: Mapped[Flag | None] = relationship()
    answered_by: Mapped[Person | None] = relationship(foreign_keys=answered_by_id)

    __table_args__ = (
        UniqueConstraint("decision_id", "person_id"),
        UniqueConstraint("decision_id", "flag_id"),
        Index("ix_appeal_queue", "status", "created_at"),
        CheckConstraint("party IN ('author','reporter')", name="known_party"),
        CheckConstraint("status IN ('waiting','upheld','reversed')", name="known_status"),
        CheckConstraint("(status = 'waiting') = (status_at IS NULL)", name="answered_at_a_moment"),
    )
