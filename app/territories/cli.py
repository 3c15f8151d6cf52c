"""The commands of territories."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from app.core.errors import Refused
from app.core.extensions import db
from app.territories import services

territories = AppGroup("territories", help="Communes, cantons and inter-municipal bodies.")
COMMANDS: list[click.Command] = [territories]


@territories.command("load")
@click.option("--departement", help="INSEE code, such as 62, 2A or 971 (the setting DEPARTEMENT by default).")
@click.option("--cantons", type=click.Path(path_type=Path), help="CSV: code_commune,code_canton,nom_canton.")
def load(departement: str | None, cantons: Path | None) -> None:
    """Load or refresh the communes of a département."""
    settings = current_app.config["SETTINGS"]
    code = departement or settings.DEPARTEMENT
    try:
        count = services.load_department(Path(settings.TERRITORIES_DIR), code)
        click.echo(f"{count} communes ({code}).")
        if cantons:
            click.echo(f"{services.load_cantons(cantons, code)} cantons.")
    except Refused as refusal:
        db.session.rollback()
        raise click.ClickException(str(refusal)) from None
    db.session.commit()
