"""The commands of the house: database, audit, generated documents, serving."""

import os
import subprocess  # nosec B404
import sys

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import func, select

from app.admin import documents
from app.core import audit, schema
from app.core.extensions import db


@click.group("db")
def database() -> None:
    """Bring the database to the shape the code expects."""


@database.command()
@with_appcontext
def upgrade() -> None:
    """Apply the migrations that are missing."""
    if not schema.is_current(db.engine):
        schema.upgrade(db.engine)


@database.command()
@click.argument("message")
@with_appcontext
def revision(message: str) -> None:
    """Draft a migration from the models; CHECK constraints and triggers are added by hand."""
    schema.draft(db.engine, message)


@click.group("audit")
def audit_group() -> None:
    """The audit log."""


@audit_group.command()
@with_appcontext
def verify() -> None:
    """Recompute the chain of the audit log; fails on the first line that was changed, added or removed."""
    broken = list(audit.broken_lines(db.session))
    total = db.session.scalar(select(func.count()).select_from(audit.AuditEvent))
    if broken:
        raise click.ClickException(f"Audit log broken at line {broken[0]} ({len(broken)} lines do not follow).")
    click.echo(f"Audit log intact: {total} lines.")


@click.command()
@click.option("--port", default=8000, envvar="PORT", show_default=True)
@click.option("--workers", default=2, show_default=True)
def serve(port: int, workers: int) -> None:
    """Serve the site on this machine with gunicorn, and send the mails that wait."""
    from gunicorn.app.wsgiapp import run  # noqa: PLC0415  (only this command needs it)

    gunicorn = (
        f"gunicorn --bind 127.0.0.1:{port} --workers {workers} --threads 4 --worker-class gthread "
        "--preload --no-control-socket --log-level warning wsgi:app"
    )
    here = {"BASE_URL": f"http://localhost:{port}", **os.environ}
    click.echo(f"Comptoir is open on http://localhost:{port} (Ctrl+C closes it).")
    worker = subprocess.Popen([sys.executable, "-m", "flask", "notifications", "work"], env=here)  # noqa: S603 (our own command)  # nosec B603
    try:
        os.environ |= here
        sys.argv = gunicorn.split()
        sys.modules.pop("wsgi", None)  # made before the port was known: made again with the right address
        run()  # in this process: the code is read already
    except KeyboardInterrupt:
        click.echo()
    finally:
        worker.terminate()


@click.command()
@click.option("--check", is_flag=True, help="Change nothing; fail when a page is out of date.")
@with_appcontext
def docs(check: bool) -> None:
    """Write the pages of docs/ that are drawn from the code."""
    stale = [
        path for path, text in documents.documents(current_app).items() if not path.exists() or path.read_text() != text
    ]
    if check and stale:
        raise click.ClickException(f"Out of date: {', '.join(map(str, stale))}. Run make docs.")
    for path in stale:
        path.write_text(documents.documents(current_app)[path])
    click.echo(f"docs/: {len(stale)} written." if stale else "docs/: up to date.")


COMMANDS: list[click.Command] = [database, audit_group, serve, docs]
