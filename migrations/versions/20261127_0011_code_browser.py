"""A one-time code opens in the browser that asked for it."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One more column of a code."""
    op.execute("ALTER TABLE email_code ADD COLUMN browser_digest VARCHAR NOT NULL DEFAULT ''")


def downgrade() -> None:
    """Take it away."""
    op.execute("ALTER TABLE email_code DROP COLUMN browser_digest")
