"""The commands of territories."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from app.core.errors import Refused
from app.core.extensions import db
from app.territories import outlines, services

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


@territories.command("outlines")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def load_outlines(file: Path) -> None:
    """Load the outlines of FILE (GeoJSON): the map draws them, and refuses a pin outside of them."""
    try:
        loaded = outlines.load_outlines(file.read_bytes(), by=None)
    except Refused as refusal:
        db.session.rollback()
        raise click.ClickException(str(refusal)) from None
    db.session.commit()
    click.echo(", ".join(f"{kind}: {count}" for kind, count in loaded.counts.items()) + ".")
    if loaded.unknown:
        click.echo(f"Left out, not of this site: {', '.join(loaded.unknown[:20])}.")
