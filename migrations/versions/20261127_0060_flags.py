"""Reports of comments."""

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0051"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "flag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("ground", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("closed_at", INSTANT, nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.CheckConstraint("person_id IS NULL OR email IS NULL", name=op.f("ck_flag_person_or_address")),
        sa.CheckConstraint("(closed_at IS NULL) = (outcome IS NULL)", name=op.f("ck_flag_closed_with_an_outcome")),
        sa.CheckConstraint("outcome IN ('kept','hidden')", name=op.f("ck_flag_known_outcome")),
        sa.ForeignKeyConstraint(["comment_id"], ["idea_comment.id"], name=op.f("fk_flag_comment_id_idea_comment")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_flag_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flag")),
        sa.UniqueConstraint("public_id", name=op.f("uq_flag_public_id")),
        sa.UniqueConstraint("comment_id", "person_id", name=op.f("uq_flag_comment_id_person_id")),
        sa.UniqueConstraint("comment_id", "email", name=op.f("uq_flag_comment_id_email")),
    )
    op.create_index(op.f("ix_flag_comment_id"), "flag", ["comment_id"])
    op.create_index(op.f("ix_flag_person_id"), "flag", ["person_id"])


def downgrade() -> None:
    """Forget the reports."""
    op.drop_table("flag")
