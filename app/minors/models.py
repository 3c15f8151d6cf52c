"""A parent's agreement; gone with the fifteenth birthday."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.core import clock
from app.core.models import Base, PublicId


class ParentalAgreement(PublicId, Base):
    """One parent's address, and the answer: no name, no birth date."""

    __tablename__ = "parental_agreement"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    parent_email: Mapped[str]
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    given_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(lazy="joined")

    @property
    def is_in_force(self) -> bool:
        """Whether the parent agrees today."""
        return self.given_at is not None and self.withdrawn_at is None

    @property
    def last_word_at(self) -> datetime:
        """When the parent last answered; when they were asked, before any answer."""
        return self.withdrawn_at or self.given_at or self.asked_at
