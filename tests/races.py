"""Two people at the same instant: each deed in its own thread, session and transaction."""

import threading
from collections.abc import Callable
from typing import Any

from flask import Flask

from app.core.errors import Refused
from app.core.extensions import db


def at_once(app: Flask, *deeds: Callable[[Callable[[], None]], Any], seconds: int = 30) -> list[str]:
    """Run the deeds together; give "done", or the sentence of the refusal, for each, in the order of the deeds.

    A deed reads what its page reads, calls the function it is handed (there everybody waits for everybody), then acts;
    it is committed. SQLite lets one writer in at a time, from its first statement: there nobody waits.
    """
    together = threading.Barrier(len(deeds))
    outcomes: dict[int, str] = {}

    def run(number: int, deed: Callable[[Callable[[], None]], Any]) -> None:
        with app.app_context():
            wait = (lambda: None) if db.engine.dialect.name == "sqlite" else (lambda: together.wait(seconds) and None)
            try:
                deed(wait)
                db.session.commit()
                outcomes[number] = "done"
            except Refused as refusal:
                outcomes[number] = str(refusal)
            except Exception as error:
                outcomes[number] = type(error).__name__
            finally:
                db.session.rollback()
                db.session.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(seconds)
    return [outcomes.get(number, "never ended") for number in range(len(deeds))]


def run_together(app, deeds):
    """Run the deeds at once, each in a thread with its own session; what each gave or refused."""
    db.session.close()  # on SQLite an open transaction of the test would keep the deeds out
    found, start = [], threading.Barrier(len(deeds))

    def run(deed):
        with app.app_context():
            start.wait()
            try:
                deed()
                db.session.commit()
                found.append("ok")
            except Refused as refused:
                db.session.rollback()
                found.append(str(refused))
            finally:
                db.session.close()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
