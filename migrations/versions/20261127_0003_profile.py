"""What a person says of themselves: the commune, the language, whether the name is shown."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# One statement a column, alike on both databases: copying the table on SQLite would empty those that refer to it.
COLUMNS = {
    "municipality_code": "VARCHAR CONSTRAINT fk_person_municipality_code_municipality REFERENCES municipality (code)",
    "language": "VARCHAR CONSTRAINT ck_person_known_language CHECK (language IN ('fr','en'))",
    "is_public": "BOOLEAN NOT NULL DEFAULT true",
}


def upgrade() -> None:
    """Three more columns of a person."""
    for name, kind in COLUMNS.items():
        op.execute(f"ALTER TABLE person ADD COLUMN {name} {kind}")


def downgrade() -> None:
    """Take them away."""
    for name in reversed(COLUMNS):
        op.execute(f"ALTER TABLE person DROP COLUMN {name}")
