"""News in the application and by mail, as each person chooses."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask_babel import lazy_gettext
from sqlalchemy import select

from app.core import clock
from app.core.extensions import db
from app.notifications import services
from app.notifications.cli import deliver_due
from app.notifications.letters import opened, unsubscribe_path
from app.notifications.models import Notification, OutboxMessage, Preference
from app.notifications.services import notify, notify_all
from app.notifications.topics import CHOSEN, Frequency, Topic, next_digest
from tests.conftest import mail_folder

TITLE = lazy_gettext("Mes nouvelles")


def tell(person, topic=Topic.MY_PROJECT, title="Du nouveau", **more):
    return notify(person, topic, title, "Une phrase.", link="/mon-espace", by=None, **more)


def outbox():
    return db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()


def test_news_are_on_the_page_and_in_one_mail_in_the_language_of_the_person(people, visit, mails):
    amel, john = people("Amel"), people("John")
    john.language = "en"
    notify_all([amel, john], Topic.MY_PROJECT, TITLE, "Une phrase.", link="/mon-espace", by=None)
    db.session.commit()
    assert deliver_due().sent == 2
    assert [(to, subject) for to, subject, _text in mails()] == [
        ("amel@exemple.fr", "Mes nouvelles"),
        ("john@exemple.fr", "My news"),
    ]
    page = visit("/notifications", by=amel).text
    assert "Non lu" in page and "Une phrase." in page and "Du nouveau" in page
    assert "Non lu" not in visit("/notifications", by=people("Zoé")).text


def test_nobody_is_told_of_their_own_deed_twice_or_after_leaving(people):
    amel, gone = people("Amel"), people("Gone")
    gone.left_at = clock.now()
    db.session.commit()
    own = {"link": "/", "by": amel}
    assert notify(amel, Topic.TASKS, "N", **own) is None
    assert notify(amel, Topic.DECISIONS, "Accusé de réception", **own) is not None
    assert (tell(gone), tell(amel, dedup="x") is None, tell(amel, dedup="x")) == (None, False, None)
    with pytest.raises(ValueError, match="a path of this site"):
        notify(amel, Topic.TASKS, "N", link="//ailleurs.fr", by=None)


def test_news_are_marked_read_one_by_one_then_all(people, visit):
    amel, other = people("Amel"), people("Zoé")
    for _each in range(25):
        tell(amel)
    db.session.commit()
    one = db.session.scalars(select(Notification)).first().public_id
    assert visit(f"/notifications/{one}/lire", by=other, method="POST").status_code == 403
    assert visit(f"/notifications/{one}/lire", by=amel, method="POST").location == "/mon-espace"
    assert "Page 1 sur 2" in visit("/notifications", by=amel).text
    assert db.session.get(type(amel), amel.id).has_news
    assert visit("/notifications/tout-lire", by=amel, method="POST").status_code == 303
    page = visit("/notifications", by=amel).text
    assert "Non lu" not in page and "Du nouveau</span></a>" not in page


def test_choices_are_kept_and_what_the_law_owes_cannot_be_switched_off(people, visit):
    amel = people("Amel")
    page = visit("/notifications/choix", by=amel).text
    assert "ne peuvent pas être désactivés" in page.replace("\u00a0", " ") and 'name="decisions"' not in page
    never = {topic.value: "never" for topic in CHOSEN}
    assert visit("/notifications/choix", by=amel, method="POST", **never, decisions="never").status_code == 303
    tell(amel)
    notify(amel, Topic.DECISIONS, "Refusé", "Raison.", link="/", by=None)
    db.session.commit()
    (mail,) = outbox()
    assert (mail.subject, mail.unsubscribe) == ("Refusé", None)
    assert "ne peut pas être désactivé" in mail.body
    wrong = visit("/notifications/choix", by=amel, method="POST", **never | {"tasks": "chaque heure"})
    assert wrong.status_code == 422
    assert set(db.session.scalars(select(Preference.frequency))) == {Frequency.NEVER}


@pytest.mark.parametrize(
    ("at", "frequency", "due"),
    [
        ("2026-11-27 05:00", Frequency.DAILY, "2026-11-27 06:00"),  # Friday, 6 in Paris
        ("2026-11-27 06:00", Frequency.DAILY, "2026-11-28 06:00"),
        ("2026-11-27 12:00", Frequency.WEEKLY, "2026-11-30 06:00"),
        ("2026-11-30 05:59", Frequency.WEEKLY, "2026-11-30 06:00"),
        ("2026-11-30 06:00", Frequency.WEEKLY, "2026-12-07 06:00"),
        ("2026-03-28 12:00", Frequency.DAILY, "2026-03-29 05:00"),  # the night the clocks change
    ],
)
def test_digests_leave_at_seven_in_paris(at, frequency, due):
    with time_machine.travel(datetime.fromisoformat(at).replace(tzinfo=UTC), tick=False):
        assert next_digest(frequency).astimezone(UTC) == datetime.fromisoformat(due).replace(tzinfo=UTC)
        assert next_digest(Frequency.IMMEDIATE) is None


def test_digest_gathers_the_news_once_and_the_command_may_run_again(app, people, mails):
    amel = people("Amel")
    services.choose({Topic.COMMENTS: Frequency.DAILY}, by=amel)
    for number in range(32):
        tell(amel, Topic.COMMENTS, f"Commentaire {number}")
    read = tell(amel, Topic.COMMENTS, "Déjà lu")
    services.read_notification(read, by=amel)
    db.session.commit()
    run = app.test_cli_runner().invoke
    assert run(args=["notifications", "digest"]).output == "digests: 0\n"
    with time_machine.travel(clock.now() + timedelta(days=1, minutes=1)):
        assert run(args=["notifications", "digest"]).output == "digests: 1\n"
        assert run(args=["notifications", "digest"]).output == "digests: 0\n"
        assert deliver_due().sent == 1
    ((_to, subject, text),) = mails()
    assert "32 nouvelles" in subject and "Et 2 autres nouvelles." in text and "Déjà lu" not in text


def test_no_digest_leaves_when_the_choice_changed_meanwhile(app, people):
    amel = people("Amel")
    tell(amel, Topic.FOLLOWS)
    services.choose({Topic.FOLLOWS: Frequency.NEVER}, by=amel)
    db.session.commit()
    with time_machine.travel(clock.now() + timedelta(days=9)):
        assert services.send_digests() == 0


def test_a_mail_program_ends_the_mails_in_one_click_without_signing_in(app, people):
    """RFC 8058: a POST without cookie or token, to the address of the header."""
    amel = people("Amel")
    tell(amel, Topic.TASKS)
    db.session.commit()
    assert deliver_due().sent == 1
    raw = next(mail_folder(app).glob("*.eml")).read_bytes().decode().replace("\r\n ", "").replace("\n ", "")
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in raw
    path = re.search(r"List-Unsubscribe:\s*<https?://[^/]+(/[^>]+)>", raw)[1]
    assert "amel" not in path and amel.public_id not in path
    client = app.test_client()
    assert client.get(path).status_code == 200
    assert db.session.scalars(select(Preference)).all() == [], "reading the page ends nothing"
    assert client.post(path, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    db.session.expire_all()
    kept = db.session.scalars(select(Preference)).one()
    assert (kept.topic, kept.frequency) == (Topic.TASKS, Frequency.NEVER)
    assert tell(amel, Topic.TASKS) and len(outbox()) == 1


def test_the_link_of_a_digest_ends_all_that_may_end_and_a_false_link_nothing(people, visit):
    amel = people("Amel")
    assert visit(unsubscribe_path(amel, None), method="POST").status_code == 200
    assert len(db.session.scalars(select(Preference)).all()) == len(CHOSEN)
    assert visit("/notifications/arret/invente").status_code == 404
    good = unsubscribe_path(amel, Topic.TASKS)
    assert "Vous ne recevrez plus" in visit(good).text, "the link opened again does not say that mails come"
    assert visit(good[:-3] + "AAA").status_code == 404
    assert opened(good.rpartition("/")[2]) == (amel.public_id, Topic.TASKS)
    amel.left_at = clock.now()
    db.session.commit()
    assert visit(good).status_code == 404
