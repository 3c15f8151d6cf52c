"""What is stored of a committee: members, sittings, agenda, presences, who steps back, votes."""

from datetime import date, datetime
from enum import StrEnum

from flask_babel import lazy_gettext as _
from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.committees.status import OUTCOME_NAMES, SITTING, Outcome, SittingStatus
from app.core import clock
from app.core.lifecycle import HasLifecycle
from app.core.models import Base, Code, PublicId, Versioned
from app.projects.models import Proposal
from app.projects.status import ProposalStatus
from app.rounds.models import Round
from moderation.committee import Choice, Votes


class Seat(StrEnum):
    """What a person is in the committee; an observer hears and speaks, without a vote."""

    CHAIR = "chair"
    MEMBER = "member"
    OBSERVER = "observer"


SEAT_NAMES = {
    Seat.CHAIR: _("Préside"),
    Seat.MEMBER: _("Membre, avec voix"),
    Seat.OBSERVER: _("Siège sans voter"),
}
CHOICE_NAMES = {Choice.FOR: _("Pour"), Choice.AGAINST: _("Contre"), Choice.ABSTAIN: _("Abstention")}


class CommitteeMember(PublicId, Base):
    """Somebody who sits in the committee of a round, from a day on, until a day when one is fixed."""

    __tablename__ = "committee_member"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    seat: Mapped[Seat] = mapped_column(Code(Seat))
    sits_for: Mapped[str] = mapped_column(default="")  # the body or the group of inhabitants
    since: Mapped[date]
    until: Mapped[date | None]  # the last day

    round: Mapped[Round] = relationship()
    person: Mapped[Person] = relationship()

    __table_args__ = (
        UniqueConstraint("round_id", "person_id"),
        CheckConstraint("seat IN ('chair','member','observer')", name="known_seat"),
        CheckConstraint("until IS NULL OR until >= since", name="starts_before_it_ends"),
    )

    @property
    def seat_name(self) -> str:
        """What the person is there, as words of the screen."""
        return str(SEAT_NAMES[self.seat])

    @property
    def votes(self) -> bool:
        """Whether the person has a vote."""
        return self.seat is not Seat.OBSERVER

    def sits_on(self, day: date) -> bool:
        """Whether the term runs on that day."""
        return self.since <= day and (self.until is None or day <= self.until)


class Sitting(PublicId, Versioned, HasLifecycle, Base):
    """One meeting of the committee of a round."""

    __tablename__ = "sitting"
    lifecycle = SITTING

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    held_at: Mapped[datetime]
    place: Mapped[str]
    note: Mapped[str] = mapped_column(default="")  # what members must know before they come
    quorum_percent: Mapped[int]  # of the rulebook in force when it was planned
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    cancel_reason: Mapped[str | None]
    remarks: Mapped[str] = mapped_column(default="")  # what the minutes say beside the dossiers
    status: Mapped[SittingStatus] = mapped_column(Code(SittingStatus), default=SITTING.first, index=True)
    status_at: Mapped[datetime | None]

    round: Mapped[Round] = relationship()
    items: Mapped[list["AgendaItem"]] = relationship(
        back_populates="sitting", order_by="AgendaItem.position", lazy="selectin"
    )
    presences: Mapped[list["Presence"]] = relationship(order_by="Presence.id", lazy="selectin")

    __table_args__ = (
        CheckConstraint("quorum_percent BETWEEN 0 AND 100", name="quorum_is_a_share"),
        CheckConstraint("status IN ('planned','convened','open','closed','cancelled')", name="known_status"),
    )

    @property
    def is_over(self) -> bool:
        """Whether nothing changes any more."""
        return self.status in {SittingStatus.CLOSED, SittingStatus.CANCELLED}


class Presence(Base):
    """A member who came to a sitting."""

    __tablename__ = "sitting_presence"

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("committee_member.id"))

    __table_args__ = (UniqueConstraint("sitting_id", "member_id"),)


class AgendaItem(PublicId, Versioned, Base):
    """A dossier on the agenda, and what the committee said of it."""

    __tablename__ = "agenda_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"), index=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    position: Mapped[int]
    outcome: Mapped[Outcome | None] = mapped_column(Code(Outcome))
    by_consensus: Mapped[bool] = mapped_column(default=False)
    votes_for: Mapped[int | None]
    votes_against: Mapped[int | None]
    votes_abstained: Mapped[int | None]
    casting_vote: Mapped[bool] = mapped_column(default=False)  # as many for as against: the chair settled it
    reason: Mapped[str] = mapped_column(default="")
    said_at: Mapped[datetime | None]
    said_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # who wrote it down

    sitting: Mapped[Sitting] = relationship(back_populates="items")
    proposal: Mapped[Proposal] = relationship()
    recusals: Mapped[list["Recusal"]] = relationship(order_by="Recusal.id", lazy="selectin")
    voices: Mapped[list["MemberVote"]] = relationship(order_by="MemberVote.id", lazy="selectin")

    __table_args__ = (
        UniqueConstraint("sitting_id", "proposal_id"),
        CheckConstraint("outcome IS NULL OR outcome IN ('label','refuse','changes','adjourn')", name="known_outcome"),
        CheckConstraint("outcome IS NULL OR (reason <> '' AND said_by_id IS NOT NULL)", name="said_with_a_reason"),
        CheckConstraint("votes_for >= 0 AND votes_against >= 0 AND votes_abstained >= 0", name="votes_not_negative"),
    )

    @property
    def round(self) -> Round:
        """The round, for scoped roles."""
        return self.sitting.round

    @property
    def outcome_name(self) -> str:
        """What was said, as words of the screen; nothing before."""
        return str(OUTCOME_NAMES[self.outcome]) if self.outcome else ""

    @property
    def is_live(self) -> bool:
        """Whether the dossier still waits for a decision: neither withdrawn, nor replaced, nor decided."""
        return self.proposal.status is ProposalStatus.ENTERED

    @property
    def votes(self) -> Votes | None:
        """The votes, when it was put to the vote."""
        if self.votes_for is None:
            return None
        return Votes(self.votes_for, self.votes_against or 0, self.votes_abstained or 0)


class Recusal(Base):
    """A link between a member and a dossier, and whether the member stepped back for it; None while nobody has said."""

    __tablename__ = "recusal"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("committee_member.id"))
    steps_back: Mapped[bool | None]
    reason: Mapped[str]
    noted_at: Mapped[datetime] = mapped_column(default=clock.now)
    noted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # None: found by the platform

    member: Mapped[CommitteeMember] = relationship()

    __table_args__ = (
        UniqueConstraint("item_id", "member_id"),
        CheckConstraint("reason <> ''", name="said_with_a_reason"),
    )


class MemberVote(Base):
    """What one member answered for one dossier, when each is called by name; once."""

    __tablename__ = "member_vote"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("committee_member.id"))
    choice: Mapped[Choice] = mapped_column(Code(Choice))
    given_at: Mapped[datetime] = mapped_column(default=clock.now)
    noted_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    __table_args__ = (
        UniqueConstraint("item_id", "member_id"),
        CheckConstraint("choice IN ('for','against','abstain')", name="known_choice"),
    )

    @property
    def choice_name(self) -> str:
        """The answer as a word of the screen."""
        return str(CHOICE_NAMES[self.choice])
