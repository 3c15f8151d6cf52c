"""What is stored of a meeting: when, where, how many seats, and who comes."""

from datetime import datetime
from enum import StrEnum

from flask_babel import lazy_gettext as _
from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.core import clock
from app.core.models import Base, Code, PublicId, Timestamps, Versioned
from app.rounds.models import Round
from app.territories.models import Municipality


class EventKind(StrEnum):
    """The kinds of meetings of the programme."""

    COMPTOIR = "comptoir"
    IDEA = "atelier_idee"
    MODEL = "atelier_modele"
    PITCH = "atelier_pitch"
    ESS = "atelier_ess"
    DAY = "journee"


EVENT_NAMES = {
    EventKind.COMPTOIR: _("Comptoir à initiatives"),
    EventKind.IDEA: _("Atelier « de l’idée au projet »"),
    EventKind.MODEL: _("Atelier « modèle économique »"),
    EventKind.PITCH: _("Atelier « le pitch »"),
    EventKind.ESS: _("Atelier « coopération et ESS »"),
    EventKind.DAY: _("Journée du réseau"),
}


class Event(PublicId, Timestamps, Versioned, Base):
    """One meeting."""

    __tablename__ = "event"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int | None] = mapped_column(ForeignKey("round.id"), index=True)
    kind: Mapped[EventKind] = mapped_column(Code(EventKind))
    title: Mapped[str]
    programme: Mapped[str]
    host: Mapped[str]
    place: Mapped[str]
    municipality_code: Mapped[str] = mapped_column(ForeignKey("municipality.code"), index=True)
    starts_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime]
    seats: Mapped[int]

    round: Mapped[Round | None] = relationship()
    municipality: Mapped[Municipality] = relationship(lazy="joined")
    registrations: Mapped[list["Registration"]] = relationship(back_populates="event", order_by="Registration.id")

    __table_args__ = (
        CheckConstraint("starts_at < ends_at", name="starts_before_it_ends"),
        CheckConstraint("seats > 0", name="some_seats"),
    )

    @property
    def kind_name(self) -> str:
        """The kind as words of the screen."""
        return str(EVENT_NAMES[self.kind])

    @property
    def has_started(self) -> bool:
        """Whether it is too late to take a seat or to give it back."""
        return self.starts_at <= clock.now()


class Registration(PublicId, Base):
    """One person comes to one meeting, on one of its seats (numbered from 1: two cannot take the same)."""

    __tablename__ = "registration"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)  # None: the name is forgotten
    seat: Mapped[int]
    registered_at: Mapped[datetime] = mapped_column(default=clock.now)
    attended: Mapped[bool | None]

    event: Mapped[Event] = relationship(back_populates="registrations")
    person: Mapped[Person | None] = relationship(lazy="joined")

    __table_args__ = (UniqueConstraint("event_id", "person_id"), UniqueConstraint("event_id", "seat"))
