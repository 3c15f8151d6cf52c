"""Portage: an organisation carries a project."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

CARRIED = sa.text("status IN ('asked','accepted')")


def upgrade() -> None:
    """One table; a project asks one organisation at a time."""
    op.create_table(
        "hosting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("is_own", sa.Boolean(), nullable=False),
        sa.Column("takes_account", sa.Boolean(), nullable=False),
        sa.Column("takes_accounting", sa.Boolean(), nullable=False),
        sa.Column("takes_insurance", sa.Boolean(), nullable=False),
        sa.Column("terms", sa.String(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("status_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("status IN ('asked','accepted','declined','ended')", name=op.f("ck_hosting_known_status")),
        sa.CheckConstraint("status <> 'declined' OR reason IS NOT NULL", name=op.f("ck_hosting_no_silent_refusal")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_hosting_project_id_project")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_hosting_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_hosting_asked_by_id_person")),
        sa.ForeignKeyConstraint(["answered_by_id"], ["person.id"], name=op.f("fk_hosting_answered_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hosting")),
        sa.UniqueConstraint("public_id", name=op.f("uq_hosting_public_id")),
    )
    for column in ("project_id", "organisation_id"):
        op.create_index(op.f(f"ix_hosting_{column}"), "hosting", [column])
    op.create_index(
        "uq_hosting_one_each", "hosting", ["project_id"], unique=True, postgresql_where=CARRIED, sqlite_where=CARRIED
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_table("hosting")
