"""What is stored of an idea."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.core.lifecycle import HasLifecycle
from app.core.models import Base, Code, PublicId, Timestamps, Versioned
from app.core.search import searchable
from app.ideas.status import LIFECYCLE, IdeaStatus
from app.rounds.models import Round
from app.rounds.themes import Theme
from app.territories.models import Municipality
from app.territories.queries import names_of


class Idea(PublicId, Timestamps, Versioned, HasLifecycle, Base):
    """A desire in a few lines, by somebody, somewhere, about something."""

    __tablename__ = "idea"
    lifecycle = LIFECYCLE

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    title: Mapped[str]
    body: Mapped[str]
    on_behalf_of: Mapped[str] = mapped_column(default="", server_default="")  # a class, a group of young people
    theme: Mapped[Theme] = mapped_column(Code(Theme), index=True)
    municipality_code: Mapped[str] = mapped_column(ForeignKey("municipality.code"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    status: Mapped[IdeaStatus] = mapped_column(Code(IdeaStatus), default=LIFECYCLE.first, index=True)
    status_at: Mapped[datetime | None]
    decision_ground: Mapped[str | None]
    decision_reason: Mapped[str | None]
    decided_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id")
    )  # who refused or hid it: another restores
    hidden_from: Mapped[IdeaStatus | None] = mapped_column(Code(IdeaStatus))  # what it was before, to be that again

    round: Mapped[Round] = relationship()
    author: Mapped[Person] = relationship(foreign_keys=author_id, lazy="joined")
    municipality: Mapped[Municipality] = relationship(lazy="joined")

    __table_args__ = (
        CheckConstraint("status IN ('pending','published','refused','hidden','grown')", name="known_status"),
        CheckConstraint("status NOT IN ('refused','hidden') OR decision_reason IS NOT NULL", name="no_silent_refusal"),
    )


def _words(ideas: Sequence[Idea]) -> Iterator[tuple[str, str]]:
    names = names_of(idea.municipality_code for idea in ideas)
    return ((idea.title, f"{idea.body} {names.get(idea.municipality_code, '')}") for idea in ideas)


searchable(Idea, ("title", "body", "municipality_code"), _words)
