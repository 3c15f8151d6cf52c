"""The commands of rounds."""

import click
from flask.cli import with_appcontext

from app.core.extensions import db
from app.rounds import announcing, queries


@click.group("rounds")
def rounds_group() -> None:
    """Rounds: list them, tell that a phase opens or ends, import a finished one."""


@rounds_group.command("list")
@with_appcontext
def list_rounds() -> None:
    """Name every round: public identifier, year, status, name."""
    for round_ in queries.all_rounds():
        click.echo(f"{round_.public_id}  {round_.year}  {round_.status:9}  {round_.name}")


@rounds_group.command("announce")
@with_appcontext
def announce() -> None:
    """Tell whoever it concerns that a phase opened, or ends in three days; a second run finds nothing."""
    told = 0
    for phase, turn in announcing.due():
        for made in announcing.announce(phase, turn):
            told += made
            db.session.commit()
    click.echo(f"told: {told}")


COMMANDS: list[click.Command] = [rounds_group]
