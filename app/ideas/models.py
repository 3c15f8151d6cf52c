"""What is stored of an idea, and of those who stand around it."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.core import clock
from app.core.lifecycle import HasLifecycle
from app.core.models import Base, Code, PublicId, Timestamps, Versioned
from app.core.search import searchable
from app.files.models import WaitingPicture
from app.ideas.status import COMMENT, HANDOVER, LIFECYCLE, SHOWN, CommentStatus, HandoverStatus, IdeaStatus
from app.rounds.models import Round, RoundTheme
from app.rounds.themes import Theme
from app.territories.models import Municipality
from app.territories.queries import names_of

IN_LISTS = text("status IN ('published','grown')")  # SHOWN, as the database knows it: the indexes of the lists


class Idea(PublicId, Timestamps, Versioned, HasLifecycle, Base):
    """A desire in a few lines, by somebody, somewhere, about something.

    `theme` is one of the ten of the programme, always; a round's own theme stands beside it. A merged idea keeps its
    rows (supporters, comments, followers) and points to the idea that speaks for both: a split gives everything back.
    `supporters` counts persons, of the merged ones too; services/joining.py keeps it true.
    """

    __tablename__ = "idea"
    lifecycle = LIFECYCLE

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    title: Mapped[str]
    body: Mapped[str]
    on_behalf_of: Mapped[str] = mapped_column(default="", server_default="")  # a class, a group of young people
    theme: Mapped[Theme] = mapped_column(Code(Theme), index=True)
    own_theme_id: Mapped[int | None] = mapped_column(ForeignKey("round_theme.id"), index=True)
    municipality_code: Mapped[str] = mapped_column(ForeignKey("municipality.code"), index=True)
    neighbourhood: Mapped[str] = mapped_column(default="", server_default="")  # as its author says it
    neighbourhood_key: Mapped[str] = mapped_column(default="", server_default="")  # core.text.plain of it
    supporters: Mapped[int] = mapped_column(default=0, server_default="0")
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("idea.id"), index=True)
    latitude: Mapped[float | None]  # where its author put a pin
    longitude: Mapped[float | None]
    sameness: Mapped[str | None]  # unique: one form sent twice is one idea (services/posting.py)
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
    own_theme: Mapped[RoundTheme | None] = relationship(lazy="joined")
    merged_into: Mapped["Idea | None"] = relationship(remote_side=id, foreign_keys=merged_into_id)
    merged: Mapped[list["Idea"]] = relationship(
        foreign_keys=merged_into_id, order_by="Idea.id", back_populates="merged_into"
    )

    __table_args__ = (
        CheckConstraint("status IN ('pending','published','refused','hidden','grown','merged')", name="known_status"),
        CheckConstraint("status NOT IN ('refused','hidden') OR decision_reason IS NOT NULL", name="no_silent_refusal"),
        CheckConstraint("(status = 'merged') = (merged_into_id IS NOT NULL)", name="merged_leads_on"),
        CheckConstraint("supporters >= 0", name="supporters_counted"),
        Index("uq_idea_sameness", "sameness", unique=True),
        Index("ix_idea_neighbourhood", "municipality_code", "neighbourhood_key"),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="pin_is_whole"),
        Index("ix_idea_lot", "public_id", "id", postgresql_where=IN_LISTS, sqlite_where=IN_LISTS),
        Index("ix_idea_round_lot", "round_id", "public_id", "id", postgresql_where=IN_LISTS, sqlite_where=IN_LISTS),
        Index("ix_idea_places", "municipality_code", "round_id", postgresql_where=IN_LISTS, sqlite_where=IN_LISTS),
        Index("ix_idea_recent", "created_at", "id", postgresql_where=IN_LISTS, sqlite_where=IN_LISTS),
        Index("ix_idea_supported", "supporters", "id", postgresql_where=IN_LISTS, sqlite_where=IN_LISTS),
    )

    @property
    def is_shown(self) -> bool:
        """Whether everybody reads it: then it is supported, followed and talked about."""
        return self.status in SHOWN

    @property
    def theme_label(self) -> str:
        """The theme its author chose: the round's own, or one of the ten."""
        return self.own_theme.name if self.own_theme else self.theme.label

    @property
    def theme_key(self) -> str:
        """The same theme as the address of a list says it."""
        return self.own_theme.public_id if self.own_theme else self.theme.value

    @property
    def authors(self) -> list[Person]:
        """Whoever wrote it, then whoever wrote what was merged into it; each once."""
        return list(dict.fromkeys([self.author, *(idea.author for idea in self.merged)]))

    @property
    def place(self) -> str:
        """Where it would be: the commune, and the neighbourhood when it is said."""
        return f"{self.municipality.name}, {self.neighbourhood}" if self.neighbourhood else self.municipality.name


class IdeaSupport(Base):
    """One person's support of one idea: once, and taken back by deleting the row."""

    __tablename__ = "idea_support"

    idea_id: Mapped[int] = mapped_column(ForeignKey("idea.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class IdeaFollow(Base):
    """Who is told of what happens to an idea: its comments, its decisions, the project it grows into."""

    __tablename__ = "idea_follow"

    idea_id: Mapped[int] = mapped_column(ForeignKey("idea.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class IdeaComment(PublicId, Timestamps, Versioned, HasLifecycle, Base):
    """A few words under an idea, or in answer to such words (one level: an answer is never answered)."""

    __tablename__ = "idea_comment"
    lifecycle = COMMENT

    id: Mapped[int] = mapped_column(primary_key=True)
    idea_id: Mapped[int] = mapped_column(ForeignKey("idea.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    reply_to_id: Mapped[int | None] = mapped_column(ForeignKey("idea_comment.id"), index=True)
    body: Mapped[str]
    status: Mapped[CommentStatus] = mapped_column(Code(CommentStatus), default=COMMENT.first, index=True)
    status_at: Mapped[datetime | None]
    decision_ground: Mapped[str | None]
    decision_reason: Mapped[str | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # another person restores

    idea: Mapped[Idea] = relationship()
    author: Mapped[Person] = relationship(foreign_keys=author_id, lazy="joined")

    @property
    def title(self) -> str:
        """What it is written under: a comment has no title of its own."""
        return self.idea.title

    __table_args__ = (
        CheckConstraint("status IN ('pending','published','refused','hidden')", name="known_status"),
        CheckConstraint("status NOT IN ('refused','hidden') OR decision_reason IS NOT NULL", name="no_silent_refusal"),
    )


class IdeaHandover(PublicId, HasLifecycle, Base):
    """An idea offered to somebody by e-mail, or given by the team for a reason; one offer at a time."""

    __tablename__ = "idea_handover"
    lifecycle = HANDOVER

    id: Mapped[int] = mapped_column(primary_key=True)
    idea_id: Mapped[int] = mapped_column(ForeignKey("idea.id"), index=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)  # the author until then
    email: Mapped[str] = mapped_column(index=True)
    to_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)  # who accepted
    reason: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    status: Mapped[HandoverStatus] = mapped_column(Code(HandoverStatus), default=HANDOVER.first)
    status_at: Mapped[datetime | None]

    idea: Mapped[Idea] = relationship(lazy="joined")
    giver: Mapped[Person] = relationship(foreign_keys=from_id)

    __table_args__ = (
        CheckConstraint("status IN ('offered','accepted','declined','withdrawn')", name="known_status"),
        CheckConstraint("(status = 'accepted') = (to_id IS NOT NULL)", name="somebody_accepted"),
        Index(
            "uq_idea_handover_open",
            "idea_id",
            unique=True,
            postgresql_where=text("status = 'offered'"),
            sqlite_where=text("status = 'offered'"),
        ),
    )


class IdeaDraft(Timestamps, Base):
    """What somebody without account has typed, kept until it is posted; their cookie holds the key to it."""

    __tablename__ = "idea_draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    key_digest: Mapped[str] = mapped_column(unique=True)
    typed: Mapped[dict[str, Any]]
    picture_id: Mapped[int | None] = mapped_column(ForeignKey("waiting_picture.id", ondelete="SET NULL"))
    sent_at: Mapped[datetime | None]  # "publish" was pressed: the account alone is missing
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id"), index=True
    )  # a child, until a parent answers
    idea_id: Mapped[int | None] = mapped_column(ForeignKey("idea.id"))  # what it became

    picture: Mapped[WaitingPicture | None] = relationship(lazy="joined")
    idea: Mapped[Idea | None] = relationship()


def _words(ideas: Sequence[Idea]) -> Iterator[tuple[str, str]]:
    names = names_of(idea.municipality_code for idea in ideas)
    return ((idea.title, f"{idea.body} {names.get(idea.municipality_code, '')}") for idea in ideas)


searchable(Idea, ("title", "body", "municipality_code"), _words)
