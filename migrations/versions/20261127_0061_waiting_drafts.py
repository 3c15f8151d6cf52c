"""A draft, and its photo, that wait for the agreement of a parent."""

import sqlalchemy as sa
from alembic import op

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Say whose they are, and until when."""
    with op.batch_alter_table("idea_draft") as table:
        table.add_column(sa.Column("person_id", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f("fk_idea_draft_person_id_person"), "person", ["person_id"], ["id"])
        table.create_index(op.f("ix_idea_draft_person_id"), ["person_id"])
    op.add_column("waiting_picture", sa.Column("keep_until", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Forget it."""
    with op.batch_alter_table("waiting_picture") as table:
        table.drop_column("keep_until")
    with op.batch_alter_table("idea_draft") as table:
        table.drop_index(op.f("ix_idea_draft_person_id"))
        table.drop_column("person_id")
