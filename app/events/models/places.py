"""Where people meet: a place is described once, and serves again."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.models import Base, PublicId, Timestamps, Versioned
from app.territories.models import Municipality


class Place(PublicId, Timestamps, Versioned, Base):
    """A hall, a café, a town hall: its address, and how one enters it with a wheelchair, a pram or little hearing."""

    __tablename__ = "place"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    address: Mapped[str] = mapped_column(default="")
    municipality_code: Mapped[str] = mapped_column(ForeignKey("municipality.code"))
    step_free: Mapped[bool] = mapped_column(default=False)
    hearing_loop: Mapped[bool] = mapped_column(default=False)
    access_notes: Mapped[str] = mapped_column(default="")

    municipality: Mapped[Municipality] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (UniqueConstraint("municipality_code", "name"),)

    @property
    def line(self) -> str:
        """The whole address on one line: "Salle 1, 3 rue Neuve, Arras"."""
        return ", ".join(part for part in (self.name, self.address, self.municipality.name) if part)
