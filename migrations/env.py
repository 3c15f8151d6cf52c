"""Alembic's meeting point with the models: the engine is the application's own."""

import importlib
import pkgutil

from alembic import context

import app
from app.core import models

for room in pkgutil.iter_modules(app.__path__):
    if any(part.name == "models" for part in pkgutil.iter_modules([f"{app.__path__[0]}/{room.name}"])):
        importlib.import_module(f"app.{room.name}.models")

config = context.config
target = models.Base.metadata


def plain_types(kind, thing, _context):
    """Write the house's own column types as the plain ones they are stored as."""
    if kind == "type" and isinstance(thing, models.Instant):
        return "sa.DateTime(timezone=True)"
    return "sa.String()" if kind == "type" and isinstance(thing, models.Code) else False


def run() -> None:
    """Run the migrations in one transaction, on SQLite by copying tables."""
    engine = config.attributes["engine"]
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=target,
            render_as_batch=True,
            compare_type=True,
            render_item=plain_types,
            include_name=lambda name, kind, _parents: name in target.tables if kind == "table" else True,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
