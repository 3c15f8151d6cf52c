"""A part of a programme may be called off, with its reason, while the meeting takes place."""

import sqlalchemy as sa
from alembic import op

revision = "0063"
down_revision = "0062"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One column, empty for every part there is."""
    op.add_column("event_session", sa.Column("cancel_reason", sa.String(), nullable=True))


def downgrade() -> None:
    """Take it away."""
    op.drop_column("event_session", "cancel_reason")
