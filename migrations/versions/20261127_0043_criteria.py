"""What a team says of its project, sub-question by sub-question."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One table."""
    op.create_table(
        "self_assessment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("asked", sa.String(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=True),
        sa.Column("proof", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("points IS NULL OR points BETWEEN 0 AND 4", name=op.f("ck_self_assessment_zero_to_four")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_self_assessment_project_id_project"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_self_assessment")),
        sa.UniqueConstraint("project_id", "question", name=op.f("uq_self_assessment_project_id_question")),
        sa.UniqueConstraint("public_id", name=op.f("uq_self_assessment_public_id")),
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_table("self_assessment")
