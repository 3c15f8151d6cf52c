"""What is stored of a meeting: when, where, how many seats, who hosts it."""

from datetime import datetime
from enum import StrEnum

from flask_babel import lazy_gettext as _
from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.core import clock
from app.core.lifecycle import HasLifecycle
from app.core.models import Base, Code, PublicId, Timestamps, Versioned
from app.events.models.places import Place
from app.events.models.programme import EventSession
from app.events.models.registrations import Registration
from app.events.status import LIFECYCLE, EventStatus
from app.rounds.models import Round
from app.territories.models import Municipality


class EventKind(StrEnum):
    """The kinds of meetings of the programme."""

    COMPTOIR = "comptoir"
    IDEA = "atelier_idee"
    MODEL = "atelier_modele"
    PITCH = "atelier_pitch"
    ESS = "atelier_ess"
    LAB = "pic_lab"
    DAY = "journee"


EVENT_NAMES = {
    EventKind.COMPTOIR: _("Comptoir à initiatives"),
    EventKind.IDEA: _("Atelier « de l’idée au projet »"),
    EventKind.MODEL: _("Atelier « modèle économique »"),
    EventKind.PITCH: _("Atelier « le pitch »"),
    EventKind.ESS: _("Atelier « coopération et ESS »"),
    EventKind.LAB: _("PIC Lab"),
    EventKind.DAY: _("Journée régionale du réseau"),
}


class Event(HasLifecycle, PublicId, Timestamps, Versioned, Base):
    """One meeting."""

    __tablename__ = "event"
    lifecycle = LIFECYCLE

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int | None] = mapped_column(ForeignKey("round.id"), index=True)
    kind: Mapped[EventKind] = mapped_column(Code(EventKind))
    title: Mapped[str]
    programme: Mapped[str]
    host: Mapped[str]
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    municipality_code: Mapped[str] = mapped_column(
        ForeignKey("municipality.code"), index=True
    )  # the place's, for lists
    starts_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime]
    seats: Mapped[int]
    waiting_places: Mapped[int] = mapped_column(default=30)  # how long the waiting list may be; 0: there is none
    status: Mapped[EventStatus] = mapped_column(Code(EventStatus), default=EventStatus.ANNOUNCED)
    status_at: Mapped[datetime | None]
    cancel_reason: Mapped[str | None]
    sequence: Mapped[int] = mapped_column(default=0)  # how often diaries must be corrected (RFC 5545 §3.8.7.4)

    round: Mapped[Round | None] = relationship()
    place: Mapped[Place] = relationship(lazy="joined", innerjoin=True)
    municipality: Mapped[Municipality] = relationship(lazy="joined", innerjoin=True)
    sessions: Mapped[list[EventSession]] = relationship(
        back_populates="event", order_by="EventSession.starts_at, EventSession.room, EventSession.id"
    )
    registrations: Mapped[list[Registration]] = relationship(back_populates="event", order_by="Registration.id")
    hosts: Mapped[list["EventHost"]] = relationship(
        back_populates="event", order_by="EventHost.id", cascade="all, delete-orphan"
    )

    __table_args__ = (
        CheckConstraint("starts_at < ends_at", name="starts_before_it_ends"),
        CheckConstraint("seats > 0", name="some_seats"),
        CheckConstraint("waiting_places >= 0", name="waiting_places_counted"),
        CheckConstraint("status IN ('draft','announced','cancelled')", name="known_status"),
        CheckConstraint("status <> 'cancelled' OR cancel_reason IS NOT NULL", name="no_silent_cancellation"),
    )

    @property
    def kind_name(self) -> str:
        """The kind as words of the screen."""
        return str(EVENT_NAMES[self.kind])

    @property
    def has_started(self) -> bool:
        """Whether it is too late to take a seat or to give it back."""
        return self.starts_at <= clock.now()

    @property
    def is_over(self) -> bool:
        """Whether everybody went home."""
        return self.ends_at <= clock.now()

    @property
    def is_now(self) -> bool:
        """Whether it is going on."""
        return self.has_started and not self.is_over

    @property
    def is_today(self) -> bool:
        """Whether it is the day itself, before, during or after its hours."""
        return clock.paris(self.starts_at).date() == clock.today()

    @property
    def is_announced(self) -> bool:
        """Whether people may register, as long as it has not started."""
        return self.status is EventStatus.ANNOUNCED

    @property
    def is_cancelled(self) -> bool:
        """Whether it will not take place."""
        return self.status is EventStatus.CANCELLED

    @property
    def chosen_sessions(self) -> list[EventSession]:
        """The ateliers one chooses among when registering."""
        return [session for session in self.sessions if session.is_chosen]


class EventHost(Base):
    """An ambassador or a member of the team who receives people at a meeting, and looks after its list."""

    __tablename__ = "event_host"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)

    event: Mapped[Event] = relationship(back_populates="hosts")
    person: Mapped[Person] = relationship()

    __table_args__ = (UniqueConstraint("event_id", "person_id"),)
