"""The roll and the ballots of a round: two tables whose columns nothing ties together.

A ballot bears a pseudonym, HMAC of the voter with a key of the round kept outside the database (see keys.py). Ballots
have no number of their own: numbers given in turn, beside those of the roll, would tie the two together again. So would
what PostgreSQL remembers of each row, until the box is written again (services.reshuffle_box; decision 0005).
"""

import secrets
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.models import Base, PublicId
from app.territories.models import Municipality


class Voter(PublicId, Base):
    """A person on the roll of a round: who they say they are, verified by a code sent to an address.

    `name_key` is the name without accents or case, its words sorted (see roll.py); `email_slot` numbers the people who
    share one address (from 1).
    """

    __tablename__ = "voter"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    name: Mapped[str]
    name_key: Mapped[str]
    birth_year: Mapped[int]
    municipality_code: Mapped[str] = mapped_column(ForeignKey("municipality.code"))
    email: Mapped[str]
    email_slot: Mapped[int]
    level: Mapped[str] = mapped_column(default="email")
    signed_on: Mapped[date]  # the day only: an hour would tie the roll to the ballots

    municipality: Mapped[Municipality] = relationship()

    __table_args__ = (
        UniqueConstraint("round_id", "name_key", "birth_year", "municipality_code"),
        UniqueConstraint("round_id", "email", "email_slot"),
        CheckConstraint("email_slot >= 1", name="slots_from_one"),
    )


class Ballot(Base):
    """One ballot of one pseudonym; voting again replaces the choices until the vote closes. No time is kept."""

    __tablename__ = "ballot"

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True)
    pseudonym: Mapped[str] = mapped_column(primary_key=True)
    choices: Mapped[list[str]]  # codes of proposals
    nonce: Mapped[str] = mapped_column(default=lambda: secrets.token_hex(16))
    commitment: Mapped[str] = mapped_column(index=True)
    revision: Mapped[int] = mapped_column(default=1)

    __table_args__ = (CheckConstraint("revision >= 1", name="counted_from_one"), {"sqlite_with_rowid": False})
