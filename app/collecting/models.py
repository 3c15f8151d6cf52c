"""What is stored of sheets: who printed them for which meeting, who typed each, who claimed it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.core import clock
from app.core.models import Base, PublicId
from app.events.models import Event
from app.ideas.models import Idea


class SheetBatch(PublicId, Base):
    """Sheets printed together for one meeting; their codes are on paper and nowhere else."""

    __tablename__ = "sheet_batch"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), index=True)
    first: Mapped[int]
    last: Mapped[int]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    event: Mapped[Event] = relationship()
    made_by: Mapped[Person] = relationship(lazy="joined")

    __table_args__ = (CheckConstraint("1 <= first AND first <= last", name="some_sheets"),)


class Sheet(PublicId, Base):
    """One sheet, by the digest of its code: printed, then typed (it has an envie), then claimed by who wrote it."""

    __tablename__ = "sheet"

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("sheet_batch.id"), index=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    number: Mapped[int]
    code_digest: Mapped[str] = mapped_column(unique=True)
    idea_id: Mapped[int | None] = mapped_column(ForeignKey("idea.id", ondelete="SET NULL"), unique=True)
    typed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    typed_at: Mapped[datetime | None]
    claimed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    claimed_at: Mapped[datetime | None]

    event: Mapped[Event] = relationship()
    idea: Mapped[Idea | None] = relationship()

    __table_args__ = (UniqueConstraint("event_id", "number"),)
