import os
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import timedelta

import time_machine
from sqlalchemy import select

from app.core import clock
from app.core.extensions import db
from app.notifications import services
from app.notifications.cli import deliver_due
from app.notifications.models import OutboxMessage


def outbox():
    db.session.expire_all()
    return db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()


def tell(count):
    for i in range(count):
        services.tell(f"p{i}@exemple.fr", f"Nouvelle {i}", "Bonjour.")
    db.session.commit()


def unreachable(app):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], MAIL_URL=f"smtp://127.0.0.1:{port}")


def test_mail_leaves_once_when_told(app, mails):
    tell(3)
    assert mails() == []
    assert (deliver_due().sent, deliver_due().sent) == (3, 0)
    assert [to for to, _subject, _text in mails()] == ["p0@exemple.fr", "p1@exemple.fr", "p2@exemple.fr"]
    assert all(m.sent_at and m.tries == 1 for m in outbox())


def test_nothing_leaves_when_the_deed_is_undone(app, mails):
    services.tell("a@exemple.fr", "Nouvelle", "Bonjour.")
    db.session.rollback()
    assert (deliver_due().sent, mails()) == (0, [])


def test_telling_twice_tells_once_when_the_news_is_the_same(app):
    assert services.tell("a@exemple.fr", "N", "B", dedup="idea:1:published")
    assert services.tell("a@exemple.fr", "N", "B", dedup="idea:1:published") is None
    db.session.commit()
    assert services.tell("a@exemple.fr", "N", "B", dedup="idea:1:published") is None
    assert len(outbox()) == 1


def test_mail_is_tried_later_and_later_when_the_server_is_unreachable(app):
    tell(1)
    unreachable(app)
    with time_machine.travel(clock.now() + timedelta(seconds=1), tick=False) as traveller:
        for minutes in (1, 5, 30, 120, 720, 720):
            assert deliver_due().failed == 1
            message = outbox()[0]
            assert (message.due_at - clock.now(), message.sent_at) == (timedelta(minutes=minutes), None)
            assert message.failure.startswith("ConnectionRefusedError")
            traveller.shift(timedelta(minutes=minutes, seconds=-1))
            assert deliver_due().failed == 0
            traveller.shift(timedelta(seconds=1))


def test_mail_leaves_and_forgets_its_failure_when_the_server_is_back(app, mails):
    tell(1)
    good = app.config["SETTINGS"]
    unreachable(app)
    assert deliver_due().failed == 1
    app.config["SETTINGS"] = good
    with time_machine.travel(clock.now() + timedelta(minutes=2)):
        assert deliver_due().sent == 1
    message = outbox()[0]
    assert (message.failure, message.tries, len(mails())) == (None, 2, 1)


def test_other_mails_leave_when_one_cannot_be_written(app, mails):
    tell(3)
    first, second = outbox()[:2]
    first.subject, second.to = "une ligne\nBcc: b@exemple.fr", "a@[exemple.fr"
    db.session.commit()
    tally = deliver_due()
    assert (tally.sent, tally.failed) == (2, 1)
    assert [(to, subject) for to, subject, _ in mails()] == [
        ("p0@exemple.fr", "une ligne Bcc: b@exemple.fr"),
        ("p2@exemple.fr", "Nouvelle 2"),
    ]
    assert [m.failure.split(":")[0] if m.failure else None for m in outbox()] == [None, "NotAnAddress", None]


def test_subject_is_one_line_when_a_title_has_a_line_break(app, mails):
    services.tell("a@exemple.fr", "Votre envie «\u00a0a\r\nb\u00a0» est publiée", "Bonjour.")
    db.session.commit()
    assert (deliver_due().sent, mails()[0][1]) == (1, "Votre envie «\u00a0a b\u00a0» est publiée")


def test_mail_is_left_alone_when_it_failed_twelve_times(app):
    tell(1)
    outbox()[0].tries = services.MOST_TRIES
    db.session.commit()
    assert deliver_due().failed == 0


def test_claimed_mail_comes_back_when_its_worker_died(app, mails):
    tell(1)
    services.claim_due()
    db.session.commit()
    assert deliver_due().sent == 0
    with time_machine.travel(clock.now() + services.LEASE):
        assert deliver_due().sent == 1


def test_each_mail_leaves_once_when_two_workers_run_together(app, mails):
    tell(40)
    db.session.close()
    start = threading.Barrier(2)
    tallies = []

    def worker():
        with app.app_context():
            start.wait()
            for _ in range(8):
                tallies.append(deliver_due(5).sent)

    threads = [threading.Thread(target=worker) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sum(tallies) == 40
    assert sorted(to for to, _s, _t in mails()) == sorted(f"p{i}@exemple.fr" for i in range(40))


def test_second_worker_takes_other_mails_when_the_first_holds_some(app):
    tell(4)
    if db.engine.dialect.name == "sqlite":
        return  # one writer at a time: see the test above
    first = services.claim_due(2)
    ids = {m.id for m in first}
    with app.app_context():
        second = {m.id for m in services.claim_due(2)}
        db.session.rollback()
    assert len(ids | second) == 4


def test_command_sends_once_and_counts_when_run(app):
    tell(2)
    run = app.test_cli_runner().invoke
    assert run(args=["notifications", "send"]).output == "sent: 2, failed: 0, waiting: 0\n"
    tell(1)
    unreachable(app)
    answer = run(args=["notifications", "send"])
    assert (answer.exit_code, answer.output) == (1, "sent: 0, failed: 1, waiting: 1\n")


def test_worker_stops_cleanly_when_told_to(app, mails):
    tell(1)
    db.session.close()
    settings = app.config["SETTINGS"]
    environ = os.environ | {
        "DATABASE_URL": settings.DATABASE_URL,
        "MAIL_URL": settings.MAIL_URL,
        "ENVIRONMENT": "test",
        "KEYS_DIR": settings.KEYS_DIR,
        "FLASK_APP": "wsgi.py",
        "PYTHONUNBUFFERED": "1",
    }
    worker = subprocess.Popen(
        [sys.executable, "-m", "flask", "notifications", "work", "--every", "0.2"],
        env=environ,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        deadline = time.monotonic() + 60
        while not mails() and time.monotonic() < deadline:
            time.sleep(0.1)
        worker.send_signal(signal.SIGTERM)
        output, _ = worker.communicate(timeout=30)
    finally:
        worker.kill()
    assert (worker.returncode, output) == (0, "Waiting for mails.\nsent: 1, failed: 0\nStopped.\n")
    assert outbox()[0].sent_at is not None
