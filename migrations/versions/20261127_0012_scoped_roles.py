"""Roles reach a round, an event or a territory, begin and end, and are delegated; interests are declared."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

ROLES = "role IN ('mentor','moderator','reviewer','staff','administrator')"
KEPT = ("person_id", "role", "granted_at", "granted_by_id")


def upgrade() -> None:
    """Every role already given is held for the whole site."""
    rows = op.get_bind().execute(sa.text("SELECT person_id, role, granted_at, granted_by_id FROM role_grant")).all()
    op.drop_table("role_grant")
    op.create_table(
        "role_grant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("scope_key", sa.String(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("granted_by_id", sa.Integer(), nullable=True),
        sa.Column("delegated_from_id", sa.Integer(), nullable=True),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.CheckConstraint(ROLES, name=op.f("ck_role_grant_known_role")),
        sa.CheckConstraint(
            "scope IN ('site','round','fund','event','canton','epci','municipality')",
            name=op.f("ck_role_grant_known_scope"),
        ),
        sa.CheckConstraint("(scope = 'site') = (scope_key = '')", name=op.f("ck_role_grant_scope_is_named")),
        sa.CheckConstraint(
            "starts_at IS NULL OR ends_at IS NULL OR starts_at < ends_at",
            name=op.f("ck_role_grant_starts_before_it_ends"),
        ),
        sa.CheckConstraint(
            "role <> 'administrator' OR (scope = 'site' AND starts_at IS NULL AND ends_at IS NULL)",
            name=op.f("ck_role_grant_administrators_are_whole"),
        ),
        sa.CheckConstraint(
            "delegated_from_id IS NULL OR (ends_at IS NOT NULL AND granted_by_id IS NOT NULL"
            " AND granted_by_id <> person_id AND role IN ('moderator','reviewer','staff'))",
            name=op.f("ck_role_grant_delegations_end"),
        ),
        sa.ForeignKeyConstraint(
            ["delegated_from_id"],
            ["role_grant.id"],
            name=op.f("fk_role_grant_delegated_from_id_role_grant"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["granted_by_id"], ["person.id"], name=op.f("fk_role_grant_granted_by_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_role_grant_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grant")),
        sa.UniqueConstraint("public_id", name=op.f("uq_role_grant_public_id")),
        sa.UniqueConstraint(
            "person_id", "role", "scope", "scope_key", name=op.f("uq_role_grant_person_id_role_scope_scope_key")
        ),
    )
    op.create_index(op.f("ix_role_grant_delegated_from_id"), "role_grant", ["delegated_from_id"])
    _give_back(rows)
    op.create_table(
        "interest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("declared_by_id", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.CheckConstraint("sentence <> ''", name=op.f("ck_interest_says_why")),
        sa.ForeignKeyConstraint(["declared_by_id"], ["person.id"], name=op.f("fk_interest_declared_by_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_interest_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interest")),
        sa.UniqueConstraint("public_id", name=op.f("uq_interest_public_id")),
    )
    op.create_index(op.f("ix_interest_person_id"), "interest", ["person_id"])
    still_open = sa.text("withdrawn_at IS NULL")
    op.create_index(
        "uq_interest_open",
        "interest",
        ["person_id", "subject"],
        unique=True,
        postgresql_where=still_open,
        sqlite_where=still_open,
    )


def _give_back(rows) -> None:
    insert = sa.text(
        "INSERT INTO role_grant (person_id, role, scope, scope_key, reason, granted_at, granted_by_id, public_id)"
        " VALUES (:person_id, :role, 'site', '', '', :granted_at, :granted_by_id, :public_id)"
    )
    for row in rows:
        op.get_bind().execute(insert, dict(zip(KEPT, row, strict=True)) | {"public_id": secrets.token_urlsafe(9)})


def downgrade() -> None:
    """Only the roles of the whole site without an end can be kept."""
    op.drop_table("interest")
    kept = "SELECT person_id, role, granted_at, granted_by_id FROM role_grant WHERE scope = 'site' AND ends_at IS NULL"
    rows = op.get_bind().execute(sa.text(kept)).all()
    op.drop_table("role_grant")
    op.create_table(
        "role_grant",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("granted_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(ROLES, name=op.f("ck_role_grant_known_role")),
        sa.ForeignKeyConstraint(["granted_by_id"], ["person.id"], name=op.f("fk_role_grant_granted_by_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_role_grant_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", "role", name=op.f("pk_role_grant")),
    )
    insert = sa.text(
        "INSERT INTO role_grant (person_id, role, granted_at, granted_by_id)"
        " VALUES (:person_id, :role, :granted_at, :granted_by_id)"
    )
    for row in rows:
        op.get_bind().execute(insert, dict(zip(KEPT, row, strict=True)))
