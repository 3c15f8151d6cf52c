"""Receipts of submitted dossiers, and the one request to complete each."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Two tables."""
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "submission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("submitted_at", instant, nullable=False),
        sa.Column("submitted_by_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.CheckConstraint("place > 0", name=op.f("ck_submission_place_counted")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_submission_project_id_project")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_submission_proposal_id_proposal")),
        sa.ForeignKeyConstraint(["submitted_by_id"], ["person.id"], name=op.f("fk_submission_submitted_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_submission_proposal_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_submission_public_id")),
        sa.UniqueConstraint("year", "place", name=op.f("uq_submission_year_place")),
    )
    op.create_index(op.f("ix_submission_project_id"), "submission", ["project_id"])
    op.create_table(
        "completion_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("asked_at", instant, nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_completion_request_project_id_project")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_completion_request_proposal_id_proposal")
        ),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_completion_request_asked_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_completion_request")),
        sa.UniqueConstraint("project_id", name=op.f("uq_completion_request_project_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_completion_request_public_id")),
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("completion_request")
    op.drop_table("submission")
