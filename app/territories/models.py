"""Départements, EPCI, cantons, municipalities and their postal codes; and the outlines that staff load."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core import clock
from app.core.models import Base, Code


class Department(Base):
    """A département, by its INSEE code; `of_name` is its name after "une commune…": "du Pas-de-Calais"."""

    __tablename__ = "department"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    of_name: Mapped[str] = mapped_column(default="")


class Epci(Base):
    """An inter-municipal body, by its SIREN."""

    __tablename__ = "epci"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]


class Canton(Base):
    """An electoral canton, by its INSEE code; loaded only where a list of cantons is given."""

    __tablename__ = "canton"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    department_code: Mapped[str] = mapped_column(ForeignKey("department.code"), index=True)


class Municipality(Base):
    """A commune, by its INSEE code; `sort_name` is its name without accents, for ordering and searching."""

    __tablename__ = "municipality"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    sort_name: Mapped[str] = mapped_column(index=True)
    population: Mapped[int]
    department_code: Mapped[str] = mapped_column(ForeignKey("department.code"), index=True)
    epci_code: Mapped[str | None] = mapped_column(ForeignKey("epci.code"), index=True)
    canton_code: Mapped[str | None] = mapped_column(ForeignKey("canton.code"), index=True)

    postal_codes: Mapped[list["PostalCode"]] = relationship(order_by="PostalCode.code")
    epci: Mapped[Epci | None] = relationship()
    canton: Mapped[Canton | None] = relationship()

    @property
    def label(self) -> str:
        """The commune as a field shows it: "Arras (62000)"."""
        return f"{self.name} ({self.postal_codes[0].code})" if self.postal_codes else self.name


class PostalCode(Base):
    """One postal code of one municipality: a code may serve many, a municipality may have several."""

    __tablename__ = "postal_code"

    code: Mapped[str] = mapped_column(primary_key=True)
    municipality_code: Mapped[str] = mapped_column(ForeignKey("municipality.code"), primary_key=True)


class PlaceKind(StrEnum):
    """What an outline surrounds."""

    DEPARTMENT = "department"
    MUNICIPALITY = "municipality"
    NEIGHBOURHOOD = "neighbourhood"


class Outline(Base):
    """The border of a place as staff loaded it, with fewer vertices; its box, and a position inside for a mark.

    `code` is INSEE's; that of a neighbourhood is its commune's, a colon, and its name as core.text.plain writes it.
    """

    __tablename__ = "outline"

    kind: Mapped[PlaceKind] = mapped_column(Code(PlaceKind), primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    shape: Mapped[list[Any]]  # polygons, their rings, [longitude, latitude]
    longitude: Mapped[float]
    latitude: Mapped[float]
    west: Mapped[float]
    south: Mapped[float]
    east: Mapped[float]
    north: Mapped[float]
    loaded_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (
        CheckConstraint("kind IN ('department','municipality','neighbourhood')", name="known_kind"),
        CheckConstraint("west <= east AND south <= north", name="box_is_a_box"),
        Index("ix_outline_box", "kind", "south", "north"),
    )
