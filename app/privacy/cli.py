"""The purge: what is kept no longer goes. Run it every night (docs/retention.md)."""

import click
from flask.cli import AppGroup

from app.core.extensions import db
from app.core.privacy import Retention
from app.privacy import services

privacy = AppGroup("privacy", help="Personal data.")
COMMANDS: list[click.Command] = [privacy]


@privacy.command()
@click.option("--dry-run", is_flag=True, help="Change nothing; say how many rows are due.")
def purge(dry_run: bool) -> None:
    """Apply every retention rule: rows past their time are deleted, or keep no name; twice is as once."""
    for rule in services.rules():
        rows = services.due_count(rule) if dry_run else _apply(rule)
        click.echo(f"{rule.public_id}: {rows}{' due' if dry_run else ''}")


def _apply(rule: Retention) -> int:
    """Batch after batch, each in its own transaction: stopped half-way, the next night goes on."""
    rows, (count, last) = 0, services.purge_batch(rule)
    while count:
        db.session.commit()
        rows += count
        if rows > services.BATCH:
            click.echo(f"{rule.public_id}: {rows}…", err=True)
        count, last = services.purge_batch(rule, last)
    db.session.commit()
    return rows
