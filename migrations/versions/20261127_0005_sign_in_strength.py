"""What a session proves, and when it was last used."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# The sessions open now said nothing of this: they end, and everybody signs in once more.
LONG_AGO = "TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT '1970-01-01 00:00:00+00:00'"
LONG_AGO_SQLITE = "DATETIME NOT NULL DEFAULT '1970-01-01 00:00:00.000000'"


def upgrade() -> None:
    """Three more columns of a session."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    for name in ("last_seen_at", "fresh_at"):
        op.execute(f"ALTER TABLE sign_in ADD COLUMN {name} {LONG_AGO_SQLITE if sqlite else LONG_AGO}")
    op.execute(f"ALTER TABLE sign_in ADD COLUMN strong_at {'DATETIME' if sqlite else 'TIMESTAMP WITH TIME ZONE'}")


def downgrade() -> None:
    """Take them away."""
    for name in ("strong_at", "fresh_at", "last_seen_at"):
        op.execute(f"ALTER TABLE sign_in DROP COLUMN {name}")
