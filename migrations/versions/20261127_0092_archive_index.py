"""The archive of the desk is read by its date: an index of what is decided, in that order."""

import sqlalchemy as sa
from alembic import op

revision = "0092"
down_revision = "0091"
branch_labels = None
depends_on = None

NAME, TABLE = "ix_moderation_case_archive", "moderation_case"
ARCHIVED = sa.text("status IN ('decided','closed')")


def upgrade() -> None:
    """Only what is decided or closed."""
    op.drop_index(NAME, TABLE)
    op.create_index(NAME, TABLE, ["status_at", "id"], postgresql_where=ARCHIVED, sqlite_where=ARCHIVED)


def downgrade() -> None:
    """Everything, by status first."""
    op.drop_index(NAME, TABLE)
    op.create_index(NAME, TABLE, ["status", "status_at", "id"])
