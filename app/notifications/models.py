"""The outbox (mails that wait and leave once), the news of each person, and how often they want mails about it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.core import clock
from app.core.models import Base, Code, PublicId
from app.notifications.topics import ABOUT, Frequency, Topic

UNREAD, WAITS = text("read_at IS NULL"), text("digest_at IS NOT NULL")


class OutboxMessage(Base):
    """One mail to one address; `dedup` makes telling twice tell once."""

    __tablename__ = "outbox_message"

    id: Mapped[int] = mapped_column(primary_key=True)
    to: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str]
    dedup: Mapped[str | None] = mapped_column(unique=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    due_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    tries: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    failure: Mapped[str | None]
    unsubscribe: Mapped[str | None]  # the path that ends such mails in one click (RFC 8058)
    in_reply_to: Mapped[str | None]  # the Message-ID it answers (RFC 5322, 3.6.4); "<>" when it had none

    __table_args__ = (CheckConstraint("tries >= 0", name="tries_counted"),)


class Notification(PublicId, Base):
    """One piece of news for one person, in their language; `dedup` makes telling twice tell once."""

    __tablename__ = "notification"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    topic: Mapped[Topic] = mapped_column(Code(Topic))
    title: Mapped[str]
    body: Mapped[str] = mapped_column(default="")
    link: Mapped[str]  # a path of this site, that names nobody
    dedup: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    read_at: Mapped[datetime | None]
    digest_at: Mapped[datetime | None]  # when the digest that takes it along is due; None once it left, or without one

    person: Mapped[Person] = relationship()

    __table_args__ = (
        UniqueConstraint("person_id", "dedup"),
        Index("ix_notification_latest", "person_id", "id"),
        Index("ix_notification_unread", "person_id", postgresql_where=UNREAD, sqlite_where=UNREAD),
        Index("ix_notification_digest", "digest_at", "person_id", postgresql_where=WAITS, sqlite_where=WAITS),
    )

    @property
    def topic_label(self) -> str:
        """The topic as a word of the screen."""
        return str(ABOUT[self.topic].label)


class Preference(Base):
    """How often a person wants mails about a topic, once they chose."""

    __tablename__ = "notification_preference"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    topic: Mapped[Topic] = mapped_column(Code(Topic))
    frequency: Mapped[Frequency] = mapped_column(Code(Frequency))

    __table_args__ = (
        UniqueConstraint("person_id", "topic"),
        CheckConstraint("frequency IN ('immediate','daily','weekly','never')", name="known_frequency"),
    )
