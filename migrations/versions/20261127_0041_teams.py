"""The work of a team: invitations, hand-overs, tasks, threads of remarks."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

WAITS = sa.text("email IS NOT NULL AND revoked_at IS NULL AND used = 0")
OFFERED = sa.text("status = 'offered'")


def _of_project(table: str) -> list:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{table}_public_id")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f(f"fk_{table}_project_id_project"), ondelete="CASCADE"
        ),
    ]


def _person(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["person.id"], name=op.f(f"fk_{table}_{column}_person"))


def _at(name: str, nullable: bool = True) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    """Five tables, which go with their project."""
    op.create_table(
        "team_invitation",
        *_of_project("team_invitation"),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("sent_by_id", sa.Integer(), nullable=False),
        _at("sent_at", nullable=False),
        _at("expires_at", nullable=False),
        _at("revoked_at"),
        _person("team_invitation", "sent_by_id"),
        sa.CheckConstraint("role IN ('editor','reader')", name=op.f("ck_team_invitation_known_role")),
        sa.CheckConstraint("used >= 0 AND used <= most", name=op.f("ck_team_invitation_used_in_bounds")),
        sa.CheckConstraint(
            "most > 0 AND (email IS NULL OR most = 1)", name=op.f("ck_team_invitation_an_address_is_one_person")
        ),
    )
    op.create_index(
        "uq_team_invitation_waits",
        "team_invitation",
        ["project_id", "email"],
        unique=True,
        postgresql_where=WAITS,
        sqlite_where=WAITS,
    )
    op.create_table(
        "handover",
        *_of_project("handover"),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("offered_by_id", sa.Integer(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        _at("offered_at", nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        _at("status_at"),
        _person("handover", "to_id"),
        _person("handover", "offered_by_id"),
        sa.CheckConstraint(
            "status IN ('offered','accepted','declined','withdrawn')", name=op.f("ck_handover_known_status")
        ),
    )
    op.create_index(op.f("ix_handover_to_id"), "handover", ["to_id"])
    op.create_index(
        "uq_handover_one_each", "handover", ["project_id"], unique=True, postgresql_where=OFFERED, sqlite_where=OFFERED
    )
    op.create_table(
        "task",
        *_of_project("task"),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("assignee_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        _at("created_at", nullable=False),
        _at("done_at"),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        _person("task", "assignee_id"),
        _person("task", "created_by_id"),
        _person("task", "done_by_id"),
        sa.CheckConstraint("(done_at IS NULL) = (done_by_id IS NULL)", name=op.f("ck_task_done_by_somebody")),
    )
    op.create_index(op.f("ix_task_assignee_id"), "task", ["assignee_id"])
    op.create_table(
        "thread",
        *_of_project("thread"),
        sa.Column("place", sa.String(), nullable=False),
        _at("opened_at", nullable=False),
        _at("waits_since"),
        _at("resolved_at"),
        sa.Column("resolved_by_id", sa.Integer(), nullable=True),
        _person("thread", "resolved_by_id"),
        sa.CheckConstraint(
            "(resolved_at IS NULL) = (resolved_by_id IS NULL)", name=op.f("ck_thread_resolved_by_somebody")
        ),
    )
    op.create_table(
        "remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        _at("written_at", nullable=False),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_remark_thread_id_thread"), ondelete="CASCADE"
        ),
        _person("remark", "author_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remark")),
    )
    for column in ("thread_id", "author_id"):
        op.create_index(op.f(f"ix_remark_{column}"), "remark", [column])
    for table in ("team_invitation", "handover", "task", "thread"):
        op.create_index(op.f(f"ix_{table}_project_id"), table, ["project_id"])


def downgrade() -> None:
    """Take them away."""
    for table in ("remark", "thread", "task", "handover", "team_invitation"):
        op.drop_table(table)
