"""The commands of results: verify a count again, import a finished election."""

import sys
from pathlib import Path

import click
from flask.cli import with_appcontext

from app.core.errors import Refused
from app.core.extensions import db
from app.results import queries, services
from app.results.imports import import_pb
from voting.pabulib import PabulibError


@click.group("results")
def results_group() -> None:
    """Results: count them again."""


@results_group.command("verify")
@click.argument("round_name", metavar="ROUND")
@with_appcontext
def verify_command(round_name: str) -> None:
    """Recount ROUND (its identifier or its name) from the database and compare with its certificate."""
    round_ = queries.round_named(round_name)
    result = queries.result_of(round_) if round_ else None
    if result is None:
        raise click.ClickException(f"no counted round is called {round_name!r}")
    found = services.discrepancies(result)
    for line in found:
        click.echo(line)
    if found:
        sys.exit(1)
    click.echo(f"Identique : {result.ballots} bulletins, {result.digest}")


@results_group.command("explain")
@click.argument("round_name", metavar="ROUND")
@with_appcontext
def explain_command(round_name: str) -> None:
    """Find what would have changed the fate of the projects near the line of ROUND, when the count left it aside.

    Only rules that follow the voters need it, on a large vote: it counts again some hundreds of times.
    """
    round_ = queries.round_named(round_name)
    result = queries.result_of(round_) if round_ else None
    if result is None:
        raise click.ClickException(f"no counted round is called {round_name!r}")
    number = services.explain_near(result, by=None)
    db.session.commit()
    click.echo(f"{number} projets")


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--name", help="Name of the round (default: the place and year in the file).")
@click.option(
    "--count-duplicates", is_flag=True, help="A project named twice in a ballot counts twice (default: once)."
)
@with_appcontext
def import_command(file: Path, name: str | None, count_duplicates: bool) -> None:
    """Import a Pabulib FILE (.pb) as a finished round, counted here. All or nothing."""
    try:
        with click.progressbar(length=100, label="Bulletins", file=sys.stderr) as bar:

            def progress(done: int, total: int) -> None:
                bar.update(done * 100 // total - bar.pos)

            round_ = import_pb(file, name=name, count_duplicates=count_duplicates, progress=progress)
        db.session.commit()
    except PabulibError as error:
        db.session.rollback()
        raise click.ClickException(f"{file.name} : {error.sentence('fr')}") from None
    except Refused as refusal:
        db.session.rollback()
        raise click.ClickException(str(refusal)) from None
    click.echo(f"{round_.name} : {round_.public_id}")


COMMANDS: list[click.Command] = [results_group]
