"""What is written during a meeting may wait to be read."""

from alembic import op

revision = "0091"
down_revision = "0090"
branch_labels = None
depends_on = None

NAME = op.f("ck_contribution_known_status")


def _put(statuses: str) -> None:
    with op.batch_alter_table("contribution") as table:
        table.drop_constraint(NAME, type_="check")
        table.create_check_constraint(NAME, f"status IN ({statuses})")


def upgrade() -> None:
    """Let it wait."""
    _put("'pending','published','hidden'")


def downgrade() -> None:
    """What waits is hidden: nobody had read it."""
    op.execute("UPDATE contribution SET status = 'hidden', decision_reason = '-' WHERE status = 'pending'")
    _put("'published','hidden'")
