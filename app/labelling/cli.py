"""The command that announces the decisions whose moment has come: run it every few minutes."""

import click
from flask.cli import AppGroup

from app.core.errors import Refused
from app.core.extensions import db
from app.labelling import services

labelling_group = AppGroup("labelling", help="Decisions on the label.")
COMMANDS: list[click.Command] = [labelling_group]


@labelling_group.command("release")
def release() -> None:
    """Announce what two people confirmed, once its moment has come: all of a round or nothing; again finds nothing."""
    refused = 0
    for found in services.due_releases():
        name = found.round.name
        try:
            decisions = services.release(found, by=None)
            db.session.commit()
            click.echo(f"{name}: {decisions}")
        except Refused as refusal:
            db.session.rollback()
            refused += 1
            click.echo(f"{name}: {refusal}", err=True)
    if refused:
        raise click.ClickException(f"not announced: {refused}")
