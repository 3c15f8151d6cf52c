"""The command that fills an empty database with the demonstration."""

import socket

import click
from flask import current_app
from flask.cli import with_appcontext

from app.core.extensions import db
from app.demo import services
from app.demo.cast import PASSWORD, accounts


@click.command()
@click.option("--if-empty", is_flag=True, help="Do nothing when the database holds a round already.")
@with_appcontext
def seed(if_empty: bool) -> None:
    """Load the municipalities and the demonstration, and print its accounts; never where real people are."""
    if current_app.config["SETTINGS"].is_production:
        raise click.ClickException("The demonstration has public passwords: it is refused in production.")
    seeded = services.is_seeded()
    if seeded and not if_empty:
        raise click.ClickException("The database already holds rounds: the demonstration fills an empty one only.")
    if not seeded:
        click.echo("Filling the demonstration…")
        services.seed()
        db.session.commit()
    _print_accounts()


@click.command()
@click.option("--port", default=8000, envvar="PORT", show_default=True)
@click.pass_context
def demo(context: click.Context, port: int) -> None:
    """What `make run` does, in one process: the database brought up to date, filled when empty, and the site served."""
    if not _is_free(port):
        click.echo(f"Port {port} is taken on this machine: choose another with --port.", err=True)
        context.exit(2)
    house = context.find_root().command
    for words in (["db", "upgrade"], ["seed", "--if-empty"], ["serve", "--port", str(port)]):
        house.main(words, standalone_mode=False)
        db.session.close()  # what was read would keep the writer's place on SQLite, and the site could write nothing
        db.engine.dispose()  # the site serves from processes of its own: no connection crosses over


def _is_free(port: int) -> bool:
    """Asked first: a database filled for nothing, then six errors of gunicorn, would hide the reason."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as gunicorn: a port just closed is free
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _print_accounts() -> None:
    known = accounts()
    if known:
        click.echo(f"Demonstration accounts (password of all: {PASSWORD}; mails are read at /courrier):")
        click.echo("The team also proves a second factor: the page shows its code of the moment.")
        for role, person in known:
            click.echo(f"  {role:<14} {person.email:<38} {person.name}")


COMMANDS: list[click.Command] = [seed, demo]
