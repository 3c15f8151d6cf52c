"""Envies sent by e-mail: what came, and which mail an answer answers."""

import sqlalchemy as sa
from alembic import op

revision = "0064"
down_revision = "0063"
branch_labels = None
depends_on = None

OUTCOMES = "'kept','empty','automatic','list','bounce','spam','ours','no_sender','too_many','unreadable'"


def _key(column: str, to: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_mailed_idea_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete="SET NULL")


def _at(name: str, nullable: bool = True) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    """One table, one column."""
    op.create_table(
        "mailed_idea",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("public_id", "key", "outcome", "sender")),
        _at("received_at", nullable=False),
        sa.Column("typed", sa.JSON(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("picture_id", "draft_id", "idea_id")),
        _at("opened_at"),
        _at("posted_at"),
        sa.CheckConstraint(f"outcome IN ({OUTCOMES})", name=op.f("ck_mailed_idea_known_outcome")),
        sa.CheckConstraint("outcome = 'kept' OR sender = ''", name=op.f("ck_mailed_idea_only_drafts_name_somebody")),
        _key("picture_id", "waiting_picture"),
        _key("draft_id", "idea_draft"),
        _key("idea_id", "idea"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailed_idea")),
        sa.UniqueConstraint("public_id", name=op.f("uq_mailed_idea_public_id")),
        sa.UniqueConstraint("key", name=op.f("uq_mailed_idea_key")),
    )
    for column in ("received_at", "sender", "draft_id"):
        op.create_index(op.f(f"ix_mailed_idea_{column}"), "mailed_idea", [column])
    op.add_column("outbox_message", sa.Column("in_reply_to", sa.String(), nullable=True))


def downgrade() -> None:
    """Take them away."""
    op.drop_column("outbox_message", "in_reply_to")
    op.drop_table("mailed_idea")
