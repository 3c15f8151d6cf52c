"""The commands of rounds."""

import click
from flask.cli import with_appcontext

from app.rounds import queries


@click.group("rounds")
def rounds_group() -> None:
    """Rounds: list them, or import a finished one."""


@rounds_group.command("list")
@with_appcontext
def list_rounds() -> None:
    """Name every round: public identifier, year, status, name."""
    for round_ in queries.all_rounds():
        click.echo(f"{round_.public_id}  {round_.year}  {round_.status:9}  {round_.name}")


COMMANDS: list[click.Command] = [rounds_group]
