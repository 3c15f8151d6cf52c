"""News to people with an account: on their page of news at once, and by mail as they chose.

    notify(project.holder, Topic.MY_PROJECT, _l("Votre projet avance"), _l("Voici la suite."), link="/projets/…", by=by)

Texts are lazy (`lazy_gettext`), so that they are said in the language of whoever reads them.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

from flask_babel import LazyString
from flask_babel import gettext as _
from sqlalchemy import exists, select, update
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Person
from app.core import clock, mail
from app.core.extensions import db
from app.core.language import typeset_here
from app.core.links import full_address
from app.notifications import queries
from app.notifications.letters import closing, unsubscribe_path
from app.notifications.models import Notification
from app.notifications.services.mails import tell
from app.notifications.topics import OWED, Frequency, Topic, next_digest
from app.notifications.voice import in_the_language_of

Said: TypeAlias = LazyString | str
QUIET = {"synchronize_session": "fetch"}


class Told(NamedTuple):
    """What one person is told; the page of news does without the lines `only_mailed` (ways in without account)."""

    subject: Said
    paragraphs: Sequence[Said]
    link: str
    only_mailed: Sequence[Said] = ()


Writes: TypeAlias = Callable[[], Told]  # called in the language of whoever reads it


def notify(
    person: Person, topic: Topic, subject: Said, *paragraphs: Said, link: str, by: Person | None, dedup: str = ""
) -> Notification | None:
    """Tell one person, with `link` the path of the page to open. None when there is nothing to tell them.

    Nobody is told of their own deed (unless the law owes them a receipt), of the same `dedup` twice, or once they left.
    """
    return next(iter(notify_all([person], topic, subject, *paragraphs, link=link, by=by, dedup=dedup)), None)


def notify_all(
    people: Sequence[Person],
    topic: Topic,
    subject: Said,
    *paragraphs: Said,
    link: str,
    by: Person | None,
    dedup: str = "",
) -> list[Notification]:
    """Tell several people the same; two questions to the database however many they are."""
    everybody = {person.id: person for person in people}.values()
    told = Told(subject, paragraphs, link)
    return notify_each([(person, lambda: told) for person in everybody], topic, by=by, dedup=dedup)


def notify_each(
    letters: Sequence[tuple[Person, Writes]], topic: Topic, *, by: Person | None, dedup: str = ""
) -> list[Notification]:
    """Tell each person something of their own; by=None also tells whoever did it, who asked for a confirmation."""
    wanted = [(person, write) for person, write in letters if _is_told(person, topic, by)]
    keys = {person.id for person, _write in wanted}
    told = queries.told(keys, dedup) if dedup else set()
    choices = queries.frequencies(keys, topic)
    made = []
    for person, write in wanted:
        if person.id in told:
            continue
        with in_the_language_of(person):
            letter = write()
            news = _news(person, topic, letter, dedup)
            news.digest_at = next_digest(choices[person.id])
            if _kept(news):
                made.append(news)
                if choices[person.id] is Frequency.IMMEDIATE:
                    _mail(person, news, letter.only_mailed)
    _mark([news.person_id for news in made])
    return made


def _news(person: Person, topic: Topic, letter: Told, dedup: str) -> Notification:
    if not letter.link.startswith("/") or letter.link.startswith("//"):
        raise ValueError("the link of a piece of news is a path of this site")
    return Notification(
        person_id=person.id,
        topic=topic,
        title=mail.one_line(_said(letter.subject)),
        body=_joined(letter.paragraphs),
        link=letter.link,
        dedup=dedup or None,
    )


def _joined(paragraphs: Sequence[Said]) -> str:
    return "\n\n".join(said for paragraph in paragraphs if (said := _said(paragraph)))


def _said(text: Said) -> str:
    """The words in the language in force, typeset when it is French."""
    return str(typeset_here(str(text).strip()))


def _is_told(person: Person, topic: Topic, by: Person | None) -> bool:
    own_deed = by is not None and by.id == person.id and topic not in OWED
    return person.left_at is None and not own_deed


def _kept(news: Notification) -> bool:
    """Whether it is in the database now: the same may have been told at the same instant by another request."""
    if news.dedup is None:
        db.session.add(news)
        return True
    try:
        with db.session.begin_nested():
            db.session.add(news)
    except IntegrityError:
        return False
    return True


def _mail(person: Person, news: Notification, only_mailed: Sequence[Said]) -> None:
    said = [news.body or news.title, _joined(only_mailed), full_address(news.link)]
    lines = [_("Bonjour %(name)s,", name=person.name), *said]
    way_out = None if news.topic in OWED else unsubscribe_path(person, news.topic)
    body = "\n\n".join(line for line in (*lines, closing(way_out, news.topic)) if line)
    tell(person.email, news.title, body, unsubscribe=way_out)


def read_notification(news: Notification, *, by: Person) -> None:
    """Note that somebody opened a piece of news."""
    news.read_at = news.read_at or clock.now()
    news.digest_at = None  # read here: no mail repeats it
    db.session.flush()
    _mark([by.id])


def read_all(*, by: Person) -> int:
    """Note that somebody has read all their news; return how many were not."""
    unread = update(Notification).where(Notification.person_id == by.id, Notification.read_at.is_(None))
    done = db.session.execute(unread.values(read_at=clock.now(), digest_at=None), execution_options=QUIET)
    _mark([by.id])
    return int(done.rowcount)  # type: ignore[attr-defined]  # an UPDATE has one


def _mark(people: Sequence[int]) -> None:
    """Keep beside each person whether something is unread: every page shows it, without asking for the news."""
    if not people:
        return
    db.session.flush()
    db.session.execute(select(Person.id).where(Person.id.in_(people)).order_by(Person.id).with_for_update())
    unread = exists().where(Notification.person_id == Person.id, Notification.read_at.is_(None))
    marked = update(Person).where(Person.id.in_(people), Person.has_news != unread)
    db.session.execute(marked.values(has_news=unread, updated_at=Person.updated_at), execution_options=QUIET)
