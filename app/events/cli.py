"""The command that reminds people of the meetings they registered for: run it once a day, or more often."""

import click
from flask.cli import AppGroup

from app.core.extensions import db
from app.events.services import reminders

events_group = AppGroup("events", help="Comptoirs and meetings.")
COMMANDS: list[click.Command] = [events_group]


@events_group.command("remind")
def remind() -> None:
    """Put in the outbox the reminders that are due, a week and a day before; a second run finds nothing."""
    told = reminders.remind()
    db.session.commit()
    click.echo(f"reminded: {told}")
