"""The worker: gathers digests and sends what waits in the outbox, once or until told to stop."""

import signal
import threading
from dataclasses import dataclass

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy.exc import OperationalError

from app.core.extensions import db
from app.notifications import queries, services

notifications = AppGroup("notifications", help="Mails that wait to leave.")
COMMANDS: list[click.Command] = [notifications]


@dataclass
class Tally:
    """What one delivery did."""

    sent: int = 0
    failed: int = 0


def deliver_due(limit: int = 20) -> Tally:
    """Claim the mails that are due, then deliver each; every step has its own commit, so that a stop loses nothing."""
    tally = Tally()
    messages = services.claim_due(limit)
    db.session.commit()
    for message in messages:
        if services.hand_over(message):
            tally.sent += 1
        else:
            tally.failed += 1
        db.session.commit()
    return tally


@notifications.command("send")
@click.option("--limit", default=200, show_default=True, help="Mails at most.")
def send(limit: int) -> None:
    """Send what is due now, once."""
    tally = Tally()
    while limit > 0 and (batch := deliver_due(min(limit, 20))).sent + batch.failed:
        tally.sent, tally.failed = tally.sent + batch.sent, tally.failed + batch.failed
        limit -= 20
    click.echo(f"sent: {tally.sent}, failed: {tally.failed}, waiting: {queries.count_waiting()}")
    if tally.failed:
        raise SystemExit(1)


def gather_digests() -> int:
    """Put in the outbox every digest whose hour has come, fifty people a transaction; return how many people."""
    total = 0
    while count := services.send_digests():
        db.session.commit()
        total += count
    db.session.rollback()
    return total


@notifications.command("digest")
def digest() -> None:
    """Gather the digests that are due (daily, on Mondays, from 7 in the morning in Paris); again does nothing more."""
    click.echo(f"digests: {gather_digests()}")


@notifications.command("work")
@click.option("--every", default=5.0, show_default=True, help="Seconds between two looks at the outbox.")
def work(every: float) -> None:
    """Send mails as they come, until SIGTERM or Ctrl-C; the mail under way is finished first."""
    stop = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stop.set())
    click.echo("Waiting for mails.")
    while not stop.is_set():
        _deliver_or_complain()
        db.session.close()
        stop.wait(every)
    click.echo("Stopped.")


def _deliver_or_complain() -> None:
    """A database that is away for a minute must not end the worker."""
    try:
        gather_digests()
        tally = deliver_due()
    except OperationalError as error:
        db.session.rollback()
        current_app.logger.warning("outbox not read: %s", error.orig)
        return
    if tally.sent or tally.failed:
        click.echo(f"sent: {tally.sent}, failed: {tally.failed}")
