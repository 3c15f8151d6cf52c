"""What is stored of the list at the door, beside the tick on each registration."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.models import Base
from app.events.models import Event


class AttendanceMark(Base):
    """One tap at the door, as the phone that took it says: sent twice, it counts once; the latest tap is right.

    `client_id` is drawn by the phone. `registration` is a public identifier: a mark outlives the registration.
    """

    __tablename__ = "attendance_mark"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey(Event.id))
    client_id: Mapped[str]
    registration: Mapped[str]
    came: Mapped[bool]
    at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("event_id", "client_id"),)
