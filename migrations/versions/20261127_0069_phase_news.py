"""What people were told of each phase: that it is open, and which end."""

import sqlalchemy as sa
from alembic import op

revision = "0069"
down_revision = "0067"

COLUMNS = ("told_open_at", "told_end_at")


def upgrade() -> None:
    """Add them; nothing was told yet."""
    for name in COLUMNS:
        op.add_column("phase", sa.Column(name, sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Take them away."""
    with op.batch_alter_table("phase") as phase:
        for name in COLUMNS:
            phase.drop_column(name)
