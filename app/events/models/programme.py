"""What happens during a meeting: a plenary, a round table, workshops side by side."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _
from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.models import Base, Code, PublicId

if TYPE_CHECKING:
    from app.events.models.meetings import Event


class SessionKind(StrEnum):
    """The parts a programme is made of."""

    WELCOME = "welcome"
    PLENARY = "plenary"
    ROUND_TABLE = "round_table"
    WORKSHOP = "workshop"
    RESTITUTION = "restitution"
    BREAK = "break"


SESSION_NAMES = {
    SessionKind.WELCOME: _("Accueil"),
    SessionKind.PLENARY: _("Plénière"),
    SessionKind.ROUND_TABLE: _("Table ronde"),
    SessionKind.WORKSHOP: _("Atelier"),
    SessionKind.RESTITUTION: _("Mise en commun"),
    SessionKind.BREAK: _("Pause"),
}


class EventSession(PublicId, Base):
    """One part of a meeting. With seats of its own it is chosen when registering; without, everybody is there."""

    __tablename__ = "event_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), index=True)
    kind: Mapped[SessionKind] = mapped_column(Code(SessionKind))
    title: Mapped[str]
    about: Mapped[str] = mapped_column(default="")
    room: Mapped[str] = mapped_column(default="")
    speakers: Mapped[str] = mapped_column(default="")  # one a line
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    seats: Mapped[int | None]
    cancel_reason: Mapped[str | None]  # why it will not take place; the meeting does

    event: Mapped["Event"] = relationship(back_populates="sessions")

    __table_args__ = (
        CheckConstraint("starts_at < ends_at", name="starts_before_it_ends"),
        CheckConstraint("seats IS NULL OR seats > 0", name="some_seats"),
    )

    @property
    def kind_name(self) -> str:
        """The kind as words of the screen."""
        return str(SESSION_NAMES[self.kind])

    @property
    def is_chosen(self) -> bool:
        """Whether one takes a seat of its own for it."""
        return self.seats is not None and not self.is_cancelled

    @property
    def is_cancelled(self) -> bool:
        """Whether it will not take place, though the meeting does."""
        return self.cancel_reason is not None

    def overlaps(self, other: "EventSession") -> bool:
        """Whether nobody can be at both."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at
