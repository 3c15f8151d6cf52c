"""The command that fills an empty database with the demonstration."""

import click
from flask.cli import with_appcontext

from app.core.extensions import db
from app.demo import services
from app.demo.cast import PASSWORD


@click.command()
@click.option("--if-empty", is_flag=True, help="Do nothing when the database holds a round already.")
@with_appcontext
def seed(if_empty: bool) -> None:
    """Load the municipalities and the demonstration."""
    if services.is_seeded():
        if if_empty:
            return
        raise click.ClickException("The database already holds rounds: the demonstration fills an empty one only.")
    click.echo("Filling the demonstration…")
    services.seed()
    db.session.commit()
    click.echo(f"Demonstration ready. Every account has the password: {PASSWORD}")


COMMANDS: list[click.Command] = [seed]
