"""The shape of the database: Alembic's migrations, run with the application's own engine."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text
from sqlalchemy.engine import Engine

if TYPE_CHECKING:
    from alembic.config import Config


def upgrade(engine: Engine, target: str = "head") -> None:
    """Apply the migrations that are missing, up to `target`."""
    from alembic import command  # noqa: PLC0415  (half a second that only this command needs)

    command.upgrade(_config(engine), target)


def is_current(engine: Engine) -> bool:
    """Whether the last migration was applied, asked without Alembic (half a second to import)."""
    last = max(Path("migrations/versions").glob("*.py"), key=lambda path: path.name)
    wanted = re.search(r'^revision = "(\w+)"', last.read_text("utf-8"), re.MULTILINE)
    if wanted is None or not inspect(engine).has_table("alembic_version"):
        return False
    with engine.connect() as connection:
        return connection.scalars(text("SELECT version_num FROM alembic_version")).all() == [wanted[1]]


def downgrade(engine: Engine, target: str) -> None:
    """Undo the migrations after `target` ("base" undoes all): for tests and development only."""
    from alembic import command  # noqa: PLC0415  (as above)

    command.downgrade(_config(engine), target)


def draft(engine: Engine, message: str) -> None:
    """Write a migration from what the models and the database do not share."""
    from alembic import command  # noqa: PLC0415  (as above)

    command.revision(_config(engine), message, autogenerate=True)


def _config(engine: Engine) -> "Config":
    from alembic.config import Config  # noqa: PLC0415  (as above)

    config = Config()
    config.set_main_option("script_location", "migrations")
    config.attributes["engine"] = engine
    return config
