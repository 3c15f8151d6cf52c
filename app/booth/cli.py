"""The commands of the booth."""

import click
from flask.cli import with_appcontext
from sqlalchemy import text

from app.booth import queries, services
from app.core.extensions import db


@click.group("booth")
def booth_group() -> None:
    """Booth: look after the box."""


@booth_group.command("reshuffle")
@with_appcontext
def reshuffle_command() -> None:
    """Write the ballots of every round again, so that no trace in the files ties them to the roll (run it nightly)."""
    for round_ in queries.rounds_with_voters():
        count = services.reshuffle_box(round_)
        db.session.commit()
        click.echo(f"{round_.public_id}  {count}  {round_.name}")
    if db.engine.dialect.name == "postgresql":  # the rows as they were leave the files
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ballot, voter, email_code"))


COMMANDS: list[click.Command] = [booth_group]
