"""What is stored of a count: the certificate, a line per proposal, and who signed."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.core import clock
from app.core.lifecycle import HasLifecycle
from app.core.models import Base, Code, PublicId, Versioned
from app.projects.models import Proposal
from app.results.status import LIFECYCLE, ResultStatus
from app.rounds.models import Round
from voting.allocation.outcome import SELECTED
from voting.sentences import Sentence


class Result(PublicId, Versioned, HasLifecycle, Base):
    """The count of one round: its certificate (canonical, hashed), and how far it has been signed."""

    __tablename__ = "result"
    lifecycle = LIFECYCLE

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), unique=True)
    counted_at: Mapped[datetime] = mapped_column(default=clock.now)
    ballots: Mapped[int]
    certificate: Mapped[dict[str, Any]]
    statistics: Mapped[dict[str, Any]] = mapped_column(default=dict)  # voting.statistics, worked out at the count
    digest: Mapped[str]
    status: Mapped[ResultStatus] = mapped_column(Code(ResultStatus), default=LIFECYCLE.first)
    status_at: Mapped[datetime | None]

    round: Mapped[Round] = relationship()
    lines: Mapped[list["ResultLine"]] = relationship(order_by="ResultLine.position")
    signatures: Mapped[list["Signature"]] = relationship(order_by="Signature.id", lazy="selectin")

    __table_args__ = (CheckConstraint("status IN ('counted','certified','published')", name="known_status"),)


class ResultLine(Base):
    """What one proposal received: votes, rank, grant in cents, and the facts from which its sentence is made."""

    __tablename__ = "result_line"

    id: Mapped[int] = mapped_column(primary_key=True)
    result_id: Mapped[int] = mapped_column(ForeignKey("result.id"), index=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"))
    position: Mapped[int]
    votes: Mapped[int]
    outcome: Mapped[str]
    grant_cents: Mapped[int] = mapped_column(BigInteger)
    facts: Mapped[dict[str, Any]]

    proposal: Mapped[Proposal] = relationship(lazy="joined")

    @property
    def why(self) -> Sentence:
        """Why it won or lost, to be said by voting.sentences."""
        return _sentence(self.facts["why"])

    @property
    def margin(self) -> Sentence | None:
        """How far it was from the other side of the line, when that means something."""
        return _sentence(self.facts["margin"]) if self.facts["margin"] else None

    @property
    def margins(self) -> list[Sentence]:
        """Everything known of what would have changed its fate: votes more or fewer, money less or more."""
        known = [self.margin] if self.margin else []
        return [*known, *(_sentence(kept) for kept in self.facts.get("margins", ()))]

    @property
    def stage(self) -> str:
        """The envelope that decided: "" is the common one."""
        return str(self.facts.get("stage", ""))

    @property
    def arithmetic(self) -> list[Sentence]:
        """How its grant was worked out, line by line."""
        return [
            Sentence(line["code"], {**line["details"], "amount": line["amount"]}) for line in self.facts["grant_lines"]
        ]

    @property
    def won(self) -> bool:
        """Whether it is a winner."""
        return self.outcome == SELECTED

    __table_args__ = (
        UniqueConstraint("result_id", "proposal_id"),
        CheckConstraint("grant_cents >= 0", name="grant_not_negative"),
    )


def _sentence(kept: dict[str, Any]) -> Sentence:
    return Sentence(kept["code"], kept["values"])


class Signature(Base):
    """One staff member signs the digest of a certificate; each person once."""

    __tablename__ = "signature"

    id: Mapped[int] = mapped_column(primary_key=True)
    result_id: Mapped[int] = mapped_column(ForeignKey("result.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    digest: Mapped[str]
    signed_at: Mapped[datetime] = mapped_column(default=clock.now)
    signed_as: Mapped[str | None]  # the name, when the account of whoever signed is gone

    person: Mapped[Person] = relationship(lazy="joined")

    @property
    def name(self) -> str:
        """The name the certificate bears: a signature is a public act."""
        return self.signed_as or self.person.name

    __table_args__ = (UniqueConstraint("result_id", "person_id"),)
