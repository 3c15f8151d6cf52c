"""Sheets printed for a meeting, typed by a volunteer, claimed by their author."""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def _key(table: str, column: str, to: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete=ondelete)


def _at(name: str, nullable: bool = True) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _number(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def upgrade() -> None:
    """Two tables."""
    op.create_table(
        "sheet_batch",
        _number("id"),
        sa.Column("public_id", sa.String(), nullable=False),
        *(_number(name) for name in ("event_id", "first", "last", "made_by_id")),
        _at("created_at", nullable=False),
        sa.CheckConstraint("1 <= first AND first <= last", name=op.f("ck_sheet_batch_some_sheets")),
        _key("sheet_batch", "event_id", "event"),
        _key("sheet_batch", "made_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_batch")),
        sa.UniqueConstraint("public_id", name=op.f("uq_sheet_batch_public_id")),
    )
    for column in ("event_id", "made_by_id"):
        op.create_index(op.f(f"ix_sheet_batch_{column}"), "sheet_batch", [column])
    op.create_table(
        "sheet",
        _number("id"),
        sa.Column("public_id", sa.String(), nullable=False),
        *(_number(name) for name in ("batch_id", "event_id", "number")),
        sa.Column("code_digest", sa.String(), nullable=False),
        _number("idea_id", nullable=True),
        _number("typed_by_id", nullable=True),
        _at("typed_at"),
        _number("claimed_by_id", nullable=True),
        _at("claimed_at"),
        _key("sheet", "batch_id", "sheet_batch"),
        _key("sheet", "event_id", "event"),
        _key("sheet", "idea_id", "idea", ondelete="SET NULL"),
        _key("sheet", "typed_by_id", "person"),
        _key("sheet", "claimed_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet")),
        sa.UniqueConstraint("public_id", name=op.f("uq_sheet_public_id")),
        sa.UniqueConstraint("code_digest", name=op.f("uq_sheet_code_digest")),
        sa.UniqueConstraint("idea_id", name=op.f("uq_sheet_idea_id")),
        sa.UniqueConstraint("event_id", "number", name=op.f("uq_sheet_event_id_number")),
    )
    for column in ("batch_id", "typed_by_id", "claimed_by_id"):
        op.create_index(op.f(f"ix_sheet_{column}"), "sheet", [column])


def downgrade() -> None:
    """Take them away."""
    op.drop_table("sheet")
    op.drop_table("sheet_batch")
