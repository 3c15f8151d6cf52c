"""Indexes for the figures of the home page and for the map: they are counted, not read."""

import sqlalchemy as sa
from alembic import op

revision = "0067"
down_revision = "0066"

SHOWN = sa.text("status IN ('published','grown')")
INDEXES = {"round_lot": ["round_id", "public_id", "id"], "places": ["municipality_code", "round_id"]}


def upgrade() -> None:
    """Make them, of the ideas that everybody reads."""
    for name, columns in INDEXES.items():
        op.create_index(f"ix_idea_{name}", "idea", columns, postgresql_where=SHOWN, sqlite_where=SHOWN)


def downgrade() -> None:
    """Take them away."""
    for name in INDEXES:
        op.drop_index(f"ix_idea_{name}", "idea")
