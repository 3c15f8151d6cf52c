"""Outlines of places, the pin of an envie, and the orders in which envies are listed (app/explore/)."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0020"
branch_labels = None
depends_on = None

SHOWN = sa.text("status IN ('published','grown')")
ORDERS = {"lot": ["public_id", "id"], "recent": ["created_at", "id"], "supported": ["supporters", "id"]}


def upgrade() -> None:
    """A table, two columns, the indexes."""
    op.create_table(
        "outline",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("shape", sa.JSON(), nullable=False),
        *(sa.Column(name, sa.Double(), nullable=False) for name in ("longitude", "latitude")),
        *(sa.Column(name, sa.Double(), nullable=False) for name in ("west", "south", "east", "north")),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('department','municipality','neighbourhood')", name=op.f("ck_outline_known_kind")),
        sa.CheckConstraint("west <= east AND south <= north", name=op.f("ck_outline_box_is_a_box")),
        sa.PrimaryKeyConstraint("kind", "code", name=op.f("pk_outline")),
    )
    op.create_index("ix_outline_box", "outline", ["kind", "south", "north"])
    whole = "CONSTRAINT ck_idea_pin_is_whole CHECK ((latitude IS NULL) = (longitude IS NULL))"
    number = sa.Double().compile(op.get_bind().dialect)
    op.execute(f"ALTER TABLE idea ADD COLUMN latitude {number}")
    op.execute(f"ALTER TABLE idea ADD COLUMN longitude {number} {whole}")
    for name, columns in ORDERS.items():
        op.create_index(f"ix_idea_{name}", "idea", columns, postgresql_where=SHOWN, sqlite_where=SHOWN)


def downgrade() -> None:
    for name in ORDERS:
        op.drop_index(f"ix_idea_{name}", "idea")
    op.execute("ALTER TABLE idea DROP COLUMN longitude")  # first: its own CHECK goes with it
    op.execute("ALTER TABLE idea DROP COLUMN latitude")
    op.drop_table("outline")
