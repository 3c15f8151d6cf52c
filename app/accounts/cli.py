"""The commands of accounts."""

import click
from flask.cli import AppGroup

from app.accounts import queries
from app.accounts.models import Role
from app.accounts.services import grants, people
from app.core.errors import Refused
from app.core.extensions import db

accounts = AppGroup("accounts", help="People and their roles.")
COMMANDS: list[click.Command] = [accounts]


@accounts.command("create-admin")
@click.argument("email")
@click.argument("name")
def create_admin(email: str, name: str) -> None:
    """Make the account of an administrator, who signs in with a code sent to EMAIL."""
    if "@" not in email:
        raise click.ClickException(f"{email}: this is not an e-mail address.")
    try:
        person = people.join(name, email)
    except Refused as refusal:
        db.session.rollback()
        raise click.ClickException(f"{refusal} (flask accounts grant {email} administrator)") from None
    grants.grant_role(person, Role.ADMINISTRATOR, by=None)
    db.session.commit()
    click.echo(f"{person.name} <{person.email}>: administrator.")


@accounts.command("grant")
@click.argument("email")
@click.argument("role", type=click.Choice([role.value for role in Role]))
def grant(email: str, role: str) -> None:
    """Give a role to somebody who has an account."""
    person = queries.person_by_email(email)
    if person is None:
        raise click.ClickException(f"{email}: nobody has an account with this address.")
    grants.grant_role(person, Role(role), by=None)
    db.session.commit()
    click.echo(f"{person.name} <{person.email}>: {', '.join(sorted(person.roles))}.")
