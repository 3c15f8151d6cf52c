"""What lets people come or follow without signing in: a request by e-mail to confirm, a diary at a secret address."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.core import clock
from app.core.models import Base
from app.events.models.meetings import Event


class GuestRequest(Base):
    """Somebody without an account asked for a seat; it is taken when they follow the link of the mail, not before."""

    __tablename__ = "guest_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    email: Mapped[str]
    name: Mapped[str]
    wishes: Mapped[dict[str, Any]]  # ateliers and needs, as services/wishes.py writes them
    token_digest: Mapped[str] = mapped_column(unique=True)
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime] = mapped_column(index=True)

    event: Mapped[Event] = relationship()

    __table_args__ = (UniqueConstraint("event_id", "email"),)


class CalendarFeed(Base):
    """The secret address of somebody's own diary: a new key makes the former address open nothing."""

    __tablename__ = "calendar_feed"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    key: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)

    person: Mapped[Person] = relationship()
