"""The command of second factors."""

import click
from flask.cli import AppGroup

from app.core.extensions import db
from app.factors.services.totp import seal_all_again

factors_group = AppGroup("factors", help="Second factors of accounts.")
COMMANDS: list[click.Command] = [factors_group]


@factors_group.command("reseal")
def reseal() -> None:
    """Seal the secrets of applications under today's SECRET_KEY; do it before a former key leaves the fallbacks."""
    count = seal_all_again()
    db.session.commit()
    click.echo(f"{count} secrets sealed again: the former keys may leave SECRET_KEY_FALLBACKS.")
