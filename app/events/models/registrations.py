"""Who comes to a meeting, on which seat or at which rank of the waiting list, to which ateliers, with which needs."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.core import clock
from app.core.models import Base, PublicId
from app.events.models.programme import EventSession

if TYPE_CHECKING:
    from app.events.models.meetings import Event

SEATED_OR_WAITING = "(seat IS NULL) <> (waiting IS NULL)"


class Seated:
    """On a seat, numbered from 1, or on the waiting list, whose numbers only grow: never both, never neither."""

    seat: Mapped[int | None]
    waiting: Mapped[int | None]

    @property
    def is_waiting(self) -> bool:
        """Whether it has no seat yet."""
        return self.seat is None


class Registration(Seated, PublicId, Base):
    """One person comes to one meeting: somebody with an account, or a guest of whom only a name may be known.

    Two cannot take the same seat, nor the same rank. Without person and without name: both are forgotten.
    """

    __tablename__ = "registration"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    guest_name: Mapped[str | None]
    guest_email: Mapped[str | None] = mapped_column(index=True)
    registered_at: Mapped[datetime] = mapped_column(default=clock.now)
    reminded: Mapped[int | None]  # the shortest notice already given, in days
    attended: Mapped[bool | None]
    asked_digest: Mapped[str | None] = mapped_column(index=True, unique=True)  # of the mail's link, opened twice

    event: Mapped["Event"] = relationship(back_populates="registrations")
    person: Mapped[Person | None] = relationship(lazy="joined")
    needs: Mapped["RegistrationNeeds | None"] = relationship(
        back_populates="registration", cascade="all, delete-orphan", passive_deletes=True
    )
    choices: Mapped[list["SessionChoice"]] = relationship(
        back_populates="registration",
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="SessionChoice.id",
    )

    __table_args__ = (
        UniqueConstraint("event_id", "person_id"),
        UniqueConstraint("event_id", "seat"),
        UniqueConstraint("event_id", "waiting"),
        UniqueConstraint("event_id", "guest_email", "guest_name"),
        CheckConstraint(SEATED_OR_WAITING, name="seated_or_waiting"),
        CheckConstraint("person_id IS NULL OR guest_name IS NULL", name="person_or_guest"),
    )

    @property
    def name(self) -> str | None:
        """Who comes; None once the name is forgotten."""
        return self.person.name if self.person else self.guest_name

    @property
    def email(self) -> str | None:
        """Where to write, when an address is known."""
        return self.person.email if self.person else self.guest_email


class SessionChoice(Seated, Base):
    """A registered person comes to one atelier of the meeting, which has its own seats and its own waiting list."""

    __tablename__ = "session_choice"

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id", ondelete="CASCADE"))
    session_id: Mapped[int] = mapped_column(ForeignKey("event_session.id"), index=True)

    registration: Mapped[Registration] = relationship(back_populates="choices")
    session: Mapped[EventSession] = relationship()

    __table_args__ = (
        UniqueConstraint("registration_id", "session_id"),
        UniqueConstraint("session_id", "seat"),
        UniqueConstraint("session_id", "waiting"),
        CheckConstraint(SEATED_OR_WAITING, name="seated_or_waiting"),
    )


class RegistrationNeeds(Base):
    """What somebody asked for so as to be able to come; erased soon after the meeting (personal.py)."""

    __tablename__ = "registration_needs"

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id", ondelete="CASCADE"), unique=True)
    access: Mapped[bool] = mapped_column(default=False)
    interpreter: Mapped[bool] = mapped_column(default=False)
    children: Mapped[int] = mapped_column(default=0)
    meal: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(default="")

    registration: Mapped[Registration] = relationship(back_populates="needs")

    __table_args__ = (CheckConstraint("children BETWEEN 0 AND 10", name="a_few_children"),)
