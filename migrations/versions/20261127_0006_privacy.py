"""Leaving: who is about to, who has; names that lists and signatures keep or forget."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """One table, three columns, and a registration that may forget its person."""
    op.add_column("person", sa.Column("seen_at", INSTANT, nullable=True))
    op.add_column("person", sa.Column("left_at", INSTANT, nullable=True))
    op.add_column("signature", sa.Column("signed_as", sa.String(), nullable=True))
    with op.batch_alter_table("registration") as table:
        table.alter_column("person_id", existing_type=sa.Integer(), nullable=True)
    op.create_table(
        "departure",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("announced_at", INSTANT, nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.CheckConstraint("why IN ('asked','unused')", name=op.f("ck_departure_known_why")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_departure_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_departure")),
    )
    op.create_index(op.f("ix_departure_due_at"), "departure", ["due_at"])


def downgrade() -> None:
    """Take them away; registrations that forgot their person go with it."""
    op.drop_table("departure")
    op.execute("DELETE FROM registration WHERE person_id IS NULL")
    with op.batch_alter_table("registration") as table:
        table.alter_column("person_id", existing_type=sa.Integer(), nullable=False)
    op.drop_column("signature", "signed_as")
    op.drop_column("person", "left_at")
    op.drop_column("person", "seen_at")
