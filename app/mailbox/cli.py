"""The command that reads the mailbox: run it every few minutes (docs/mailbox.md)."""

from collections import Counter
from itertools import islice

import click
from flask import current_app
from flask.cli import AppGroup

from app.core.extensions import db
from app.mailbox import services
from app.mailbox.reading import read_letter
from app.mailbox.sources import BadMailbox, Received, open_mailbox
from app.mailbox.status import Outcome

MOST_OF_A_RUN = 500  # the others wait for the next one

ideas_group = AppGroup("ideas", help="Envies.")
COMMANDS: list[click.Command] = [ideas_group]


@ideas_group.command("fetch-mail")
@click.option("--delete", is_flag=True, help="Delete messages once dealt with, rather than mark them as read.")
def fetch_mail(delete: bool) -> None:
    """Make a draft of each new message of MAILBOX and answer it; one line a message, again does nothing more.

    Exit code: 0; 1 when a message could not be dealt with (it stays, unread); 2 when the mailbox cannot be read.
    """
    address, done = current_app.config["SETTINGS"].MAILBOX, Counter[str]()
    if not address:
        click.echo("MAILBOX is not set: say where messages arrive (docs/mailbox.md).", err=True)
        raise SystemExit(2)
    try:
        with open_mailbox(address) as mailbox:
            for received in islice(mailbox.waiting(), MOST_OF_A_RUN):
                result = _one(received)
                done[result] += 1
                if result != "failed":
                    mailbox.done(received.key, delete=delete)
    except services.TooManyToday:
        db.session.rollback()
        click.echo(f"stopped: {services.OF_ALL.most} messages were answered in a day, the others wait.", err=True)
    except BadMailbox as error:
        click.echo(str(error), err=True)
        raise SystemExit(2) from None
    click.echo(", ".join(f"{name}: {count}" for name, count in sorted(done.items())) or "no new message")
    if done["failed"]:
        raise SystemExit(1)


def _one(received: Received) -> str:
    """Deal with one message in its own transaction; give its outcome in one word, with a line for whoever reads."""
    settings = current_app.config["SETTINGS"]
    ours = (settings.MAIL_SENDER, settings.MAILBOX_ADDRESS)
    try:
        letter = read_letter(received.content, ours, is_whole=received.is_whole)
        mail, remarks = services.receive(letter)
        db.session.commit()
    except services.TooManyToday:
        raise
    except Exception as failure:  # whatever is wrong with one message, the next ones are received
        db.session.rollback()
        current_app.logger.exception("a message could not be received")
        click.echo(f"failed: {received.key}: {type(failure).__name__}; it stays unread")
        return "failed"
    if mail is None:
        click.echo("received before: nothing done")
        return "before"
    note = "".join(f" · {remark}" for remark in remarks)
    click.echo(f"{mail.outcome}: {mail.public_id}{note}" if mail.outcome is Outcome.KEPT else f"{mail.outcome}{note}")
    return str(mail.outcome)
