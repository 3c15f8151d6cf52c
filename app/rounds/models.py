"""What is stored of a round: its phases with their dates, its envelopes, the versions of its rulebook."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, UniqueConstraint, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.core import clock
from app.core.lifecycle import HasLifecycle
from app.core.models import Base, Code, PublicId, Timestamps, Versioned
from app.rounds.status import PHASE, ROUND, PhaseStatus, RoundStatus
from app.rounds.themes import Theme


class PhaseKind(StrEnum):
    """The phases of a round, in their order (FIELD §1)."""

    IDEAS = "ideas"
    COMPTOIRS = "comptoirs"
    SUBMISSION = "submission"
    LABELLING = "labelling"
    CONTESTATION = "contestation"
    VOTE = "vote"
    COUNT = "count"
    RESULTS = "results"
    FOLLOW_UP = "follow_up"


PHASE_NAMES = {
    PhaseKind.IDEAS: _("Envies"),
    PhaseKind.COMPTOIRS: _("Comptoirs"),
    PhaseKind.SUBMISSION: _("Dépôt des dossiers"),
    PhaseKind.LABELLING: _("Labellisation"),
    PhaseKind.CONTESTATION: _("Contestation"),
    PhaseKind.VOTE: _("Vote"),
    PhaseKind.COUNT: _("Dépouillement"),
    PhaseKind.RESULTS: _("Résultats"),
    PhaseKind.FOLLOW_UP: _("Suivi"),
}


class Round(PublicId, Timestamps, Versioned, HasLifecycle, Base):
    """One cycle (édition), from ideas to certified results."""

    __tablename__ = "round"
    lifecycle = ROUND

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    year: Mapped[int]
    preset: Mapped[str]
    currency: Mapped[str] = mapped_column(default="EUR")
    imported_from: Mapped[str | None]
    status: Mapped[RoundStatus] = mapped_column(Code(RoundStatus), default=ROUND.first)
    status_at: Mapped[datetime | None]

    phases: Mapped[list["Phase"]] = relationship(back_populates="round", order_by="Phase.position", lazy="selectin")
    envelopes: Mapped[list["Envelope"]] = relationship(order_by="Envelope.id", lazy="selectin")
    rulebooks: Mapped[list["Rulebook"]] = relationship(
        back_populates="round", order_by="Rulebook.number", lazy="selectin"
    )

    __table_args__ = (CheckConstraint("status IN ('draft','published','archived')", name="known_status"),)

    def phase(self, kind: PhaseKind) -> "Phase | None":
        """The phase of that kind, when the round has one."""
        return next((phase for phase in self.phases if phase.kind == kind), None)

    @property
    def rulebook(self) -> "Rulebook | None":
        """The version in force: the one frozen when the vote opened; before that, the last one published."""
        vote = self.phase(PhaseKind.VOTE)
        frozen = vote.rulebook_id if vote else None
        return next((r for r in reversed(self.rulebooks) if (r.id == frozen if frozen else r.published_at)), None)


class Phase(PublicId, Versioned, HasLifecycle, Base):
    """One stretch of the calendar, in which some deeds are possible; `ends_at` is exclusive."""

    __tablename__ = "phase"
    lifecycle = PHASE

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    kind: Mapped[PhaseKind] = mapped_column(Code(PhaseKind))
    position: Mapped[int]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    status: Mapped[PhaseStatus] = mapped_column(Code(PhaseStatus), default=PHASE.first)
    status_at: Mapped[datetime | None]
    close_requested_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    rulebook_id: Mapped[int | None] = mapped_column(ForeignKey("rulebook.id"))  # of a vote: the version it froze
    told_open_at: Mapped[datetime | None]  # when people were told that it is open (announcing.py)
    told_end_at: Mapped[datetime | None]  # the end that they were told of

    round: Mapped[Round] = relationship(back_populates="phases")
    close_requested_by: Mapped[Person | None] = relationship(foreign_keys=[close_requested_by_id])

    __table_args__ = (
        UniqueConstraint("round_id", "kind"),
        CheckConstraint("starts_at < ends_at", name="starts_before_it_ends"),
        CheckConstraint("status IN ('planned','open','closing','closed')", name="known_status"),
        CheckConstraint(
            "closed_by_id IS NULL OR (close_requested_by_id IS NOT NULL AND closed_by_id <> close_requested_by_id)",
            name="two_people_close",
        ),
    )

    @property
    def name(self) -> str:
        """The phase as a word of the screen."""
        return str(PHASE_NAMES[self.kind])


class RoundTheme(PublicId, Base):
    """A theme of one round beside the ten of the programme, with the nearest of these: figures stay comparable."""

    __tablename__ = "round_theme"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    name: Mapped[str]
    near: Mapped[Theme] = mapped_column(Code(Theme))
    is_offered: Mapped[bool] = mapped_column(default=True, server_default=true())  # ideas that have it keep it
    position: Mapped[int] = mapped_column(default=0, server_default="0")  # among those of the round

    __table_args__ = (UniqueConstraint("round_id", "name"), CheckConstraint("name <> ''", name="is_named"))


class Envelope(Base):
    """Money available, in cents of the round's currency, for the whole round or a part of it."""

    __tablename__ = "envelope"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    scope: Mapped[str] = mapped_column(default="whole")
    name: Mapped[str]
    amount_cents: Mapped[int] = mapped_column(BigInteger)

    __table_args__ = (
        UniqueConstraint("round_id", "scope", "name"),
        CheckConstraint("amount_cents > 0", name="some_money"),
    )


class Rulebook(PublicId, Timestamps, Versioned, Base):
    """One version of the règlement: its text and its rules for the machine (presets.Rules), frozen by its digest."""

    __tablename__ = "rulebook"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    number: Mapped[int]
    text: Mapped[str]
    rules: Mapped[dict[str, Any]]
    digest: Mapped[str | None]
    published_at: Mapped[datetime | None]
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime] = mapped_column(default=clock.now)

    round: Mapped[Round] = relationship(back_populates="rulebooks")

    __table_args__ = (
        UniqueConstraint("round_id", "number"),
        CheckConstraint("(published_at IS NULL) = (digest IS NULL)", name="published_means_hashed"),
    )
