"""The commands of files: do rows and contents agree, and remove what nobody names."""

import hashlib

import click
from flask.cli import AppGroup
from sqlalchemy import select

from app.core import clock
from app.core.extensions import db
from app.files.models import StoredFile, WaitingPicture
from app.files.services import contents_of, waiting_contents
from app.files.store import store

files = AppGroup("files", help="Pictures and documents that people sent.")
COMMANDS: list[click.Command] = [files]
GRACE = 3600  # seconds: what was written an hour ago and has no row will never have one


@files.command("check")
def check() -> None:
    """Read every content again: fails when one is missing or is not what was kept; counts what nobody names."""
    bad = [file for file in db.session.scalars(select(StoredFile)) if _digest(file) != file.sha256]
    for file in bad:
        click.echo(f"{file.public_id} of {file.subject}: its contents are missing or changed.")
    click.echo(f"{len(_orphans())} content(s) nobody names.")
    if bad:
        raise click.ClickException(f"{len(bad)} file(s) cannot be served.")


@files.command("sweep")
def sweep() -> None:
    """Remove the contents nobody names, an hour after they were written."""
    orphans = _orphans()
    for name in orphans:
        store().delete(name)
    click.echo(f"{len(orphans)} content(s) removed.")


def _orphans() -> list[str]:
    known = {name for file in db.session.scalars(select(StoredFile)) for name in contents_of(file)}
    known |= {name for waiting in db.session.scalars(select(WaitingPicture)) for name in waiting_contents(waiting)}
    limit = clock.now().timestamp() - GRACE
    return [name for name, written in store().names() if name not in known and written < limit]


def _digest(file: StoredFile) -> str:
    digest = hashlib.sha256()
    try:
        for name in contents_of(file):
            with store().open(name) as content:
                digest.update(content.read())
    except FileNotFoundError:
        return ""
    return digest.hexdigest()
