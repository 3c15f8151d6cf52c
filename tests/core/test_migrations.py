"""The migrations and the models say the same, on both databases, CHECK constraints included."""

import re

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, create_engine, inspect

from app.core import schema
from app.core.extensions import db
from app.core.models import Base


def test_the_migrations_make_the_tables_of_the_models(app):
    with db.engine.connect() as connection:
        options = {"include_name": lambda name, kind, _: kind != "table" or name in Base.metadata.tables}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata) == []


def test_every_check_constraint_is_in_the_database(app):
    inspector = inspect(db.engine)
    for table in Base.metadata.sorted_tables:
        stored = {c["name"] for c in inspector.get_check_constraints(table.name)}
        assert stored == {str(c.name) for c in table.constraints if isinstance(c, CheckConstraint)}, table.name


def test_the_status_checks_know_every_status(app):
    for mapper in Base.registry.mappers:
        if hasattr(mapper.class_, "lifecycle"):
            sql = next(str(c.sqltext) for c in mapper.local_table.constraints if str(c.name).endswith("known_status"))
            assert set(re.findall(r"'(\w+)'", sql)) == set(type(mapper.class_.lifecycle.first)), mapper.class_


def test_down_and_up_again(app):
    schema.downgrade(db.engine, "base")
    assert [t for t in inspect(db.engine).get_table_names() if t != "alembic_version"] == []
    schema.upgrade(db.engine)


def test_a_database_is_current_once_its_last_migration_is_applied(app, tmp_path):
    assert schema.is_current(db.engine)
    assert not schema.is_current(create_engine(f"sqlite:///{tmp_path}/new.db"))
