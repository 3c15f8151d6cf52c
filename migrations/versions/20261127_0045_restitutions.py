"""What remains of a meeting: contributions, its report, the ideas the report touches."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def _key(table: str, column: str, to: str, **more: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"), **more)


def upgrade() -> None:
    """Make the three tables."""
    op.create_table(
        "contribution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("status_at", INSTANT, nullable=True),
        sa.Column("decision_reason", sa.String(), nullable=True),
        sa.CheckConstraint("status IN ('published','hidden')", name=op.f("ck_contribution_known_status")),
        sa.CheckConstraint(
            "status <> 'hidden' OR decision_reason IS NOT NULL", name=op.f("ck_contribution_no_silent_refusal")
        ),
        _key("contribution", "event_id", "event"),
        _key("contribution", "session_id", "event_session", ondelete="SET NULL"),
        _key("contribution", "author_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contribution")),
        sa.UniqueConstraint("public_id", name=op.f("uq_contribution_public_id")),
    )
    for column in ("event_id", "session_id", "author_id"):
        op.create_index(op.f(f"ix_contribution_{column}"), "contribution", [column])
    op.create_table(
        "restitution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("status_at", INSTANT, nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("status IN ('draft','published')", name=op.f("ck_restitution_known_status")),
        _key("restitution", "event_id", "event"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restitution")),
        sa.UniqueConstraint("public_id", name=op.f("uq_restitution_public_id")),
        sa.UniqueConstraint("event_id", name=op.f("uq_restitution_event_id")),
    )
    op.create_table(
        "restitution_idea",
        sa.Column("restitution_id", sa.Integer(), nullable=False),
        sa.Column("idea_id", sa.Integer(), nullable=False),
        _key("restitution_idea", "restitution_id", "restitution"),
        _key("restitution_idea", "idea_id", "idea"),
        sa.PrimaryKeyConstraint("restitution_id", "idea_id", name=op.f("pk_restitution_idea")),
    )
    op.create_index(op.f("ix_restitution_idea_idea_id"), "restitution_idea", ["idea_id"])


def downgrade() -> None:
    """Drop them."""
    for table in ("restitution_idea", "restitution", "contribution"):
        op.drop_table(table)
