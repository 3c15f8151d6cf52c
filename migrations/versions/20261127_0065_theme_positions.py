"""The themes of a round have an order."""

import sqlalchemy as sa
from alembic import op

revision = "0065"
down_revision = "0064"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One column."""
    op.add_column("round_theme", sa.Column("position", sa.Integer(), server_default="0", nullable=False))


def downgrade() -> None:
    """Take it away."""
    op.drop_column("round_theme", "position")
