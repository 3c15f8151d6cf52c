"""The command that reminds services of the opinions they owe: run it once a day."""

import click
from flask.cli import AppGroup

from app.core.extensions import db
from app.reviews import services

readings_group = AppGroup("readings", help="Readings of dossiers, and opinions of services.")
COMMANDS: list[click.Command] = [readings_group]


@readings_group.command("remind")
def remind() -> None:
    """Remind, once, the services whose day comes within two days or has passed; a second run finds nothing."""
    told = services.remind_services()
    db.session.commit()
    click.echo(f"reminded: {told}")
