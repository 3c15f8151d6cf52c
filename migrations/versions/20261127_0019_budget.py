"""The budget table of a project, line by line."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

ACCOUNTS = "60,61,62,63,64,65,66,67,68,70,71,72,73,74,75,76,77,78,79,86,87"


def upgrade() -> None:
    """Two tables."""
    op.create_table(
        "budget",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_budget_project_id_project"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget")),
        sa.UniqueConstraint("project_id", name=op.f("uq_budget_project_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_budget_public_id")),
    )
    op.create_table(
        "budget_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("budget_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("unit_cents", sa.BigInteger(), nullable=True),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("is_asked", sa.Boolean(), nullable=False),
        sa.Column("funding", sa.String(), nullable=True),
        sa.Column("funding_on", sa.Date(), nullable=True),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.CheckConstraint(f"account IN ({ACCOUNTS})", name=op.f("ck_budget_line_known_account")),
        sa.CheckConstraint("amount_cents BETWEEN 0 AND 10000000000", name=op.f("ck_budget_line_money_not_negative")),
        sa.CheckConstraint("quantity IS NULL OR quantity >= 0", name=op.f("ck_budget_line_quantity_not_negative")),
        sa.CheckConstraint("unit_cents IS NULL OR unit_cents >= 0", name=op.f("ck_budget_line_price_not_negative")),
        sa.CheckConstraint("NOT is_asked OR account = 74", name=op.f("ck_budget_line_asked_is_a_grant")),
        sa.CheckConstraint(
            "funding IS NULL OR account BETWEEN 70 AND 79", name=op.f("ck_budget_line_funders_give_resources")
        ),
        sa.CheckConstraint("funding IN ('asked','agreed','refused','paid')", name=op.f("ck_budget_line_known_funding")),
        sa.ForeignKeyConstraint(
            ["budget_id"], ["budget.id"], name=op.f("fk_budget_line_budget_id_budget"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_line")),
        sa.UniqueConstraint("public_id", name=op.f("uq_budget_line_public_id")),
    )
    op.create_index(op.f("ix_budget_line_budget_id"), "budget_line", ["budget_id"])
    op.create_index(
        "uq_budget_line_one_asked",
        "budget_line",
        ["budget_id"],
        unique=True,
        postgresql_where=sa.text("is_asked"),
        sqlite_where=sa.text("is_asked"),
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("budget_line")
    op.drop_table("budget")
