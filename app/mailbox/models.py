"""What is stored of a message: the draft it made while it waits, and afterwards only that it came."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core import clock
from app.core.models import Base, Code, PublicId
from app.files.models import WaitingPicture
from app.ideas.models import Idea, IdeaDraft
from app.mailbox.status import Outcome


class MailedIdea(PublicId, Base):
    """One message, once: its key is unique, so that two runs at the same time keep one draft.

    Posted, or a month old, it keeps neither words nor address, only that it came and what was done with it.
    """

    __tablename__ = "mailed_idea"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)  # digest of the Message-ID
    received_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    outcome: Mapped[Outcome] = mapped_column(Code(Outcome))
    sender: Mapped[str] = mapped_column(default="", index=True)  # empty for what is not kept
    typed: Mapped[dict[str, Any]] = mapped_column(default=dict)  # title and body, as the form of ideas holds them
    picture_id: Mapped[int | None] = mapped_column(ForeignKey("waiting_picture.id", ondelete="SET NULL"))
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("idea_draft.id", ondelete="SET NULL"), index=True)
    opened_at: Mapped[datetime | None]  # its sender went on with it in a browser
    idea_id: Mapped[int | None] = mapped_column(ForeignKey("idea.id", ondelete="SET NULL"))  # what it became
    posted_at: Mapped[datetime | None]

    picture: Mapped[WaitingPicture | None] = relationship(lazy="joined")
    draft: Mapped[IdeaDraft | None] = relationship()
    idea: Mapped[Idea | None] = relationship()

    __table_args__ = (
        CheckConstraint(
            "outcome IN ('kept','empty','automatic','list','bounce','spam','ours','no_sender','too_many','unreadable')",
            name="known_outcome",
        ),
        CheckConstraint("outcome = 'kept' OR sender = ''", name="only_drafts_name_somebody"),
    )

    @property
    def waits(self) -> bool:
        """Whether its words are still here, to be finished."""
        return bool(self.sender) and self.posted_at is None
