"""What is stored of somebody about to leave: because they asked, or because the account has not served for years."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.core import clock
from app.core.models import Base, Code


class Why(StrEnum):
    """Why an account is about to be erased."""

    ASKED = "asked"
    UNUSED = "unused"


class Departure(Base):
    """A person whose data is erased at `due_at`, unless they change their mind before."""

    __tablename__ = "departure"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    why: Mapped[Why] = mapped_column(Code(Why))
    announced_at: Mapped[datetime] = mapped_column(default=clock.now)
    due_at: Mapped[datetime] = mapped_column(index=True)

    person: Mapped[Person] = relationship()

    __table_args__ = (CheckConstraint("why IN ('asked','unused')", name="known_why"),)
