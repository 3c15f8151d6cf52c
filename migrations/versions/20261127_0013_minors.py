"""Below 15: one answer of a person, a parent's agreement, and in whose name an idea is written."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Two columns and a table."""
    op.execute("ALTER TABLE person ADD COLUMN under_15 BOOLEAN NOT NULL DEFAULT false")
    op.execute("ALTER TABLE idea ADD COLUMN on_behalf_of VARCHAR NOT NULL DEFAULT ''")
    op.create_table(
        "parental_agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("parent_email", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_parental_agreement_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parental_agreement")),
        sa.UniqueConstraint("person_id", name=op.f("uq_parental_agreement_person_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_parental_agreement_public_id")),
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("parental_agreement")
    op.execute("ALTER TABLE person DROP COLUMN under_15")
    op.execute("ALTER TABLE idea DROP COLUMN on_behalf_of")
