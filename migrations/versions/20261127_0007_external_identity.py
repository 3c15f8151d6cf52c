"""Identities of other houses linked to accounts, and the sessions they opened."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add both tables; their rows die with the person or the session they speak of."""
    op.create_table(
        "external_identity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_external_identity_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_external_identity")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_external_identity_issuer_subject")),
        sa.UniqueConstraint("person_id", "issuer", name=op.f("uq_external_identity_person_id_issuer")),
        sa.UniqueConstraint("public_id", name=op.f("uq_external_identity_public_id")),
    )
    op.create_table(
        "external_session",
        sa.Column("sign_in_id", sa.Integer(), nullable=False),
        sa.Column("identity_id", sa.Integer(), nullable=False),
        sa.Column("sid", sa.String(), nullable=True),
        sa.Column("id_token", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["identity_id"],
            ["external_identity.id"],
            name=op.f("fk_external_session_identity_id_external_identity"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["sign_in_id"], ["sign_in.id"], name=op.f("fk_external_session_sign_in_id_sign_in"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("sign_in_id", name=op.f("pk_external_session")),
    )
    op.create_index(op.f("ix_external_session_identity_id"), "external_session", ["identity_id"], unique=False)


def downgrade() -> None:
    """Drop both."""
    op.drop_table("external_session")
    op.drop_table("external_identity")
