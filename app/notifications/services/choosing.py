"""What somebody wants to receive by mail: chosen on a page, or ended from a mail without signing in."""

from collections.abc import Mapping

from sqlalchemy import update

from app.accounts.models import Person
from app.core import audit
from app.core.database import insert_into
from app.core.extensions import db
from app.notifications.models import Notification, Preference
from app.notifications.topics import CHOSEN, Frequency, Topic, next_digest

QUIET = {"synchronize_session": False}


def choose(choices: Mapping[Topic, Frequency], *, by: Person) -> None:
    """Keep how often each topic is mailed to `by`; what waits for a digest follows. Owed topics are left alone."""
    kept = {topic: frequency for topic, frequency in choices.items() if topic in CHOSEN}
    if not kept:
        return
    rows = [{"person_id": by.id, "topic": topic, "frequency": frequency} for topic, frequency in kept.items()]
    insert = insert_into(db.session, Preference)
    new = {"frequency": insert.excluded.frequency}
    db.session.execute(insert.values(rows).on_conflict_do_update(index_elements=["person_id", "topic"], set_=new))
    for topic, frequency in kept.items():
        waiting = update(Notification).where(Notification.person_id == by.id, Notification.topic == topic)
        waiting = waiting.where(Notification.digest_at.is_not(None))
        db.session.execute(waiting.values(digest_at=next_digest(frequency)), execution_options=QUIET)
    audit.record("notification.choose", by, by=by, **{topic.value: kept[topic].value for topic in kept})


def unsubscribe(person: Person, topic: Topic | None) -> None:
    """End the mails about a topic, or about all that may be ended; whoever holds the link of the mail may."""
    choose(dict.fromkeys([topic] if topic else CHOSEN, Frequency.NEVER), by=person)
