"""What is stored of a report: a comment that somebody finds contrary to the published grounds."""

from datetime import datetime
from enum import StrEnum

from flask_babel import lazy_gettext as _
from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.core import clock
from app.core.models import Base, Code, PublicId
from app.ideas.models import IdeaComment
from moderation.grounds import Ground


class Outcome(StrEnum):
    """What the team did with a report."""

    KEPT = "kept"
    HIDDEN = "hidden"


OUTCOME_NAMES = {
    Outcome.KEPT: _("le commentaire reste"),
    Outcome.HIDDEN: _("le commentaire est masqué"),
}


class Flag(PublicId, Base):
    """A report of one comment, on a published ground (Regulation (EU) 2022/2065, article 16).

    By somebody signed in, or by anybody: an address is only kept to answer. Its author never learns who reported it.
    """

    __tablename__ = "flag"

    id: Mapped[int] = mapped_column(primary_key=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("idea_comment.id"), index=True)
    ground: Mapped[Ground] = mapped_column(Code(Ground))
    words: Mapped[str] = mapped_column(default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    email: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    closed_at: Mapped[datetime | None]
    outcome: Mapped[Outcome | None] = mapped_column(Code(Outcome))

    comment: Mapped[IdeaComment] = relationship()
    person: Mapped[Person | None] = relationship()

    __table_args__ = (
        UniqueConstraint("comment_id", "person_id"),
        UniqueConstraint("comment_id", "email"),
        CheckConstraint("person_id IS NULL OR email IS NULL", name="person_or_address"),
        CheckConstraint("(closed_at IS NULL) = (outcome IS NULL)", name="closed_with_an_outcome"),
        CheckConstraint("outcome IN ('kept','hidden')", name="known_outcome"),
    )
