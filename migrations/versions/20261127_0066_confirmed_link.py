"""A registration remembers the link that took it, so that opening the link again shows the seat."""

import sqlalchemy as sa
from alembic import op

revision = "0066"
down_revision = "0065"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One column, empty for every registration there is."""
    op.add_column("registration", sa.Column("asked_digest", sa.String(), nullable=True))
    op.create_index(op.f("ix_registration_asked_digest"), "registration", ["asked_digest"], unique=True)


def downgrade() -> None:
    """Take it away."""
    op.drop_index(op.f("ix_registration_asked_digest"), "registration")
    op.drop_column("registration", "asked_digest")
