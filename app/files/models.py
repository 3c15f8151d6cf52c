"""What is stored of a file; its contents are in the store, under `name`."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.core.hiding import Hideable
from app.core.models import Base, Code, PublicId, Timestamps

MEGABYTE = 1024 * 1024
SPACE_MAX = 100 * MEGABYTE  # of one person, in all
DOCUMENT_MAX = 10 * MEGABYTE
PICTURE_MAX = 15 * MEGABYTE  # as sent; what is kept is far smaller
DOCUMENTS = 8  # of one thing; a proposal also keeps the quotes of its budget and its proofs
ALT_MAX = 250


class FileKind(StrEnum):
    """What a file is for."""

    PICTURE = "picture"
    DOCUMENT = "document"


class StoredFile(Hideable, PublicId, Timestamps, Base):
    """One picture or one document of one thing ("idea:3f9c", as the audit log calls it); never changed, only replaced.

    `place` counts the files of a kind on a thing: one picture, a few documents; the database refuses one more.
    """

    __tablename__ = "stored_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(index=True)
    kind: Mapped[FileKind] = mapped_column(Code(FileKind))
    place: Mapped[int]
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(index=True)  # in the store; a frozen copy shares it
    size: Mapped[int]  # bytes of all that is kept under the name
    sha256: Mapped[str]
    width: Mapped[int | None]
    height: Mapped[int | None]
    alt: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")  # a document's name as people read it

    owner: Mapped[Person] = relationship()

    __table_args__ = (
        UniqueConstraint("subject", "kind", "place"),
        CheckConstraint("kind IN ('picture','document')", name="known_kind"),
        CheckConstraint("kind <> 'picture' OR (place = 1 AND alt <> '')", name="one_described_picture"),
        CheckConstraint(f"place >= 1 AND (place <= {DOCUMENTS} OR subject LIKE 'proposal:%')", name="few_documents"),
        CheckConstraint("kind <> 'document' OR title <> ''", name="documents_are_named"),
    )


class FileSpace(Base):
    """How much room one person's files take; the database refuses more than the quota."""

    __tablename__ = "file_space"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    used: Mapped[int]

    __table_args__ = (CheckConstraint(f"used BETWEEN 0 AND {SPACE_MAX}", name="within_quota"),)


class WaitingPicture(Timestamps, Base):
    """A picture read and written anew before its sender has an account; nobody sees it until it belongs to a thing."""

    __tablename__ = "waiting_picture"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)  # in the store, until it is placed
    size: Mapped[int]
    sha256: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    alt: Mapped[str]
    keep_until: Mapped[datetime | None]  # its draft waits for somebody's answer: it waits with it
