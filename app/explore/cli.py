"""The command of search."""

import click
from flask.cli import AppGroup

from app.core import search
from app.core.extensions import db

search_group = AppGroup("search", help="The index of search.")
COMMANDS: list[click.Command] = [search_group]


@search_group.command("reindex")
def reindex() -> None:
    """Write the whole index again: after loading a database made before it, or to change the rules of stems."""
    for model, index in search.INDEXES.items():
        click.echo(f"{index.name}: {search.reindex(model)}")
    db.session.commit()
