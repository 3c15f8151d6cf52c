"""The commands of the booth."""

import secrets

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import text

from app.booth import keys, queries, services
from app.core.extensions import db
from app.core.keystore import FileKeys, key_store


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


@click.group("keys")
def keys_group() -> None:
    """Keys: of the rounds, and the secret of the site."""


@keys_group.command("list")
@with_appcontext
def list_command() -> None:
    """Name every key of the store with the public half of what it signs with; secrets stay where they are."""
    for name in key_store().names():
        click.echo(f"{name}  {keys.public_of(name)}")


@keys_group.command("check")
@with_appcontext
def check_command() -> None:
    """Read every key, look for a round whose ballots lost theirs, and for files that others may read; fails if so."""
    store, faults = key_store(), []
    for name in store.names():
        try:
            keys.read(store.get(name) or b"")
        except (ValueError, KeyError):
            faults.append(f"{name}: not the keys of a round")
    with_ballots = [round_.public_id for round_ in queries.rounds_with_voters()]
    faults += [f"{name}: people voted, and its keys are missing" for name in with_ballots if store.get(name) is None]
    if isinstance(store, FileKeys):
        faults += [f"{name}: other accounts of this machine can read it (chmod go=)" for name in store.open_to_others()]
    if faults:
        raise click.ClickException("\n".join(faults))
    click.echo(f"{len(store.names())} keys, all well.")


@keys_group.command("rotate")
@with_appcontext
def rotate_command() -> None:
    """Print a new SECRET_KEY, with the one in use among its fallbacks, to put in the environment of every machine.

    The keys of a round are never changed: its pseudonyms and receipts hang on them. What the former key sealed or
    digested is read as long as it stays among the fallbacks: docs/security.md says when it may leave.
    """
    former = [current_app.config["SECRET_KEY"], *current_app.config["SECRET_KEY_FALLBACKS"]]
    click.echo(f"SECRET_KEY={secrets.token_hex(32)}\nSECRET_KEY_FALLBACKS='{' '.join(former)}'")


COMMANDS: list[click.Command] = [booth_group, keys_group]
