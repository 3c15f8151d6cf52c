"""Who fills a step of the dossier: its questions, or another feature."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One column; the steps of the budget and of the criteria know their kind."""
    op.add_column("step", sa.Column("kind", sa.String(), nullable=False, server_default="questions"))
    op.execute("UPDATE step SET kind = key WHERE key IN ('budget','criteria')")


def downgrade() -> None:
    """Take it away."""
    op.drop_column("step", "kind")
