"""What is read of the mails, of the news, and of what people chose."""

import email
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.utils import parsedate_to_datetime
from pathlib import Path

from flask import current_app
from sqlalchemy import Select, func, select

from app.accounts.models import Person
from app.accounts.queries import person_by_public_id
from app.core import clock
from app.core.extensions import db
from app.notifications import letters
from app.notifications.models import Notification, OutboxMessage, Preference
from app.notifications.topics import ABOUT, CHOSEN, OWED, Frequency, Topic


@dataclass(frozen=True)
class LocalMail:
    """One mail written to the folder of the demonstration."""

    to: str
    subject: str
    text: str
    at: datetime


def local_folder() -> Path | None:
    """The folder mails are written to; None where a mail server takes them, and always in production."""
    settings = current_app.config["SETTINGS"]
    if settings.is_production or not settings.MAIL_URL.startswith("file:"):
        return None
    return Path(settings.MAIL_URL.removeprefix("file:"))


def local_mails(limit: int = 50) -> list[LocalMail]:
    """The latest mails of the demonstration, newest first."""
    folder = local_folder()
    files = sorted(folder.glob("*.eml"), reverse=True)[:limit] if folder else []
    return [_read(file) for file in files]


def _read(file: Path) -> LocalMail:
    message = email.message_from_bytes(file.read_bytes(), policy=policy.default)
    body = message.get_body()
    return LocalMail(
        str(message["To"]),
        str(message["Subject"]),
        body.get_content().strip() if body else "",
        parsedate_to_datetime(str(message["Date"])),
    )


def count_waiting() -> int:
    """How many mails have not left yet."""
    return (
        db.session.scalar(select(func.count()).select_from(OutboxMessage).where(OutboxMessage.sent_at.is_(None))) or 0
    )


# --- news ---------------------------------------------------------------------------------------------------------


def news_of(person: Person) -> Select[Notification]:
    """Everything somebody was told, latest first."""
    return select(Notification).where(Notification.person_id == person.id).order_by(Notification.id.desc())


def notification_by_public_id(public_id: str) -> Notification | None:
    """The piece of news of that public identifier."""
    return db.session.scalar(select(Notification).where(Notification.public_id == public_id))


def told(people: Collection[int], dedup: str) -> set[int]:
    """Who among them was told that already."""
    already = select(Notification.person_id).where(Notification.person_id.in_(people), Notification.dedup == dedup)
    return set(db.session.scalars(already))


def frequencies(people: Collection[int], topic: Topic) -> dict[int, Frequency]:
    """How often each of them is mailed about a topic: what they chose, the usual otherwise, at once when it is owed."""
    usual = dict.fromkeys(people, ABOUT[topic].usual)
    if topic in OWED:
        return usual
    chosen = select(Preference).where(Preference.person_id.in_(people), Preference.topic == topic)
    return usual | {each.person_id: each.frequency for each in db.session.scalars(chosen)}


def has_ended(person: Person, topic: Topic | None) -> bool:
    """Whether somebody receives no mail about a topic any more; None asks it of all those that may be ended."""
    choices = choices_of(person)
    return all(choices.get(each) is Frequency.NEVER for each in ([topic] if topic else CHOSEN))


def choices_of(person: Person) -> dict[Topic, Frequency]:
    """What somebody receives by mail, topic by topic."""
    chosen = db.session.scalars(select(Preference).where(Preference.person_id == person.id))
    return {topic: ABOUT[topic].usual for topic in CHOSEN} | {each.topic: each.frequency for each in chosen}


def due_for_a_digest(limit: int) -> Sequence[Person]:
    """The people for whom some news waits whose hour has come."""
    due = select(Notification.person_id).where(Notification.digest_at <= clock.now()).distinct().limit(limit)
    return db.session.scalars(select(Person).where(Person.id.in_(due), Person.left_at.is_(None))).all()


def waiting_for_a_digest(person: Person) -> Sequence[Notification]:
    """The news that are due for one person, oldest first, held until the commit; none while another holds them."""
    due = select(Notification).where(Notification.person_id == person.id, Notification.digest_at <= clock.now())
    return db.session.scalars(due.order_by(Notification.id).with_for_update(skip_locked=True)).all()


@dataclass(frozen=True)
class WayOut:
    """Whose mails, about what (None: all that may be ended), the link of a mail ends."""

    person: Person
    topic: Topic | None


def way_out_by_token(token: str) -> WayOut | None:
    """What the link of a mail ends; None when it was changed, or the person left."""
    found = letters.opened(token)
    person = person_by_public_id(found[0]) if found else None
    return WayOut(person, found[1]) if found and person and person.left_at is None else None
