"""Mentoring: what mentors offer, who accompanies which project, meetings, notes."""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0046"
branch_labels = None
depends_on = None

RUNS = sa.text("status <> 'ended'")


def _start(table: str) -> list:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{table}_public_id")),
    ]


def _of_project(table: str) -> list:
    name = op.f(f"fk_{table}_project_id_project")
    return [
        *_start(table),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=name, ondelete="CASCADE"),
    ]


def _link(table: str, column: str, to: str) -> list:
    name = op.f(f"fk_{table}_{column}_{to}")
    return [sa.Column(column, sa.Integer(), nullable=False), sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name)]


def _text(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=nullable)


def _at(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    """Four tables; those of a project go with it."""
    op.create_table(
        "mentor",
        *_start("mentor"),
        *_link("mentor", "person_id", "person"),
        _text("presentation"),
        _text("availability"),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("is_available", sa.Boolean(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("load", sa.Integer(), nullable=False),
        sa.UniqueConstraint("person_id", name=op.f("uq_mentor_person_id")),
        sa.CheckConstraint("capacity >= 0 AND capacity <= 30", name=op.f("ck_mentor_capacity_in_bounds")),
        sa.CheckConstraint("load >= 0 AND load <= capacity", name=op.f("ck_mentor_load_within_capacity")),
    )
    op.create_table(
        "mentorship",
        *_of_project("mentorship"),
        *_link("mentorship", "mentor_id", "mentor"),
        *_link("mentorship", "accepted_by_id", "person"),
        _at("began_at"),
        _text("reason", nullable=True),
        _text("status"),
        _at("status_at", nullable=True),
        sa.CheckConstraint("status IN ('active','change_asked','ended')", name=op.f("ck_mentorship_known_status")),
    )
    op.create_index(
        "uq_mentorship_one_each", "mentorship", ["project_id"], unique=True, postgresql_where=RUNS, sqlite_where=RUNS
    )
    op.create_table(
        "mentor_meeting",
        *_of_project("mentor_meeting"),
        sa.Column("held_on", sa.Date(), nullable=False),
        _text("way"),
        _text("place"),
        _text("who"),
        _text("summary"),
        _text("next_step"),
        sa.Column("next_on", sa.Date(), nullable=True),
        *_link("mentor_meeting", "written_by_id", "person"),
        _at("written_at"),
        sa.CheckConstraint("way IN ('place','phone','video')", name=op.f("ck_mentor_meeting_known_way")),
        sa.CheckConstraint("next_on IS NULL OR next_step <> ''", name=op.f("ck_mentor_meeting_a_day_has_a_step")),
    )
    op.create_index("ix_mentor_meeting_project_id_held_on", "mentor_meeting", ["project_id", "held_on"])
    op.create_table(
        "mentor_note",
        *_of_project("mentor_note"),
        *_link("mentor_note", "author_id", "person"),
        _text("text"),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        _at("written_at"),
    )
    for table, column in (
        ("mentorship", "project_id"),
        ("mentorship", "mentor_id"),
        ("mentor_meeting", "written_by_id"),
        ("mentor_note", "project_id"),
        ("mentor_note", "author_id"),
    ):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def downgrade() -> None:
    """Take them away."""
    for table in ("mentor_note", "mentor_meeting", "mentorship", "mentor"):
        op.drop_table(table)
