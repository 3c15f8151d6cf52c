"""Every save of a step is a version; steps and questions may be arranged by staff."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
BEFORE = "kind IN ('text','long_text','money')"
NOW = "kind IN ('text','long_text','plain','number','money','date','choice','yes_no')"


def upgrade() -> None:
    """One table, begun with what is written already; what an arranged question needs."""
    op.add_column("step", sa.Column("retired_at", INSTANT, nullable=True))
    op.add_column(
        "step_field",
        sa.Column(
            "length",
            sa.Integer(),
            sa.CheckConstraint("length > 0", name=op.f("ck_step_field_length_positive")),
            nullable=False,
            server_default="4000",
        ),
    )
    op.add_column("step_field", sa.Column("options", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("step_field", sa.Column("retired_at", INSTANT, nullable=True))
    op.add_column("step_field", sa.Column("asked_before", sa.String(), nullable=False, server_default=""))
    op.execute("UPDATE step_field SET length = 200 WHERE kind <> 'long_text'")
    _recheck(BEFORE, NOW)
    op.create_table(
        "step_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("page", sa.String(), nullable=False),
        sa.Column("began_at", INSTANT, nullable=False),
        sa.Column("saved_at", INSTANT, nullable=False),
        sa.CheckConstraint(
            "kind IN ('auto','saved','merged','restored','aside')", name=op.f("ck_step_version_known_kind")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_step_version_project_id_project")),
        sa.ForeignKeyConstraint(["step_id"], ["step.id"], name=op.f("fk_step_version_step_id_step")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_step_version_author_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step_version")),
        sa.UniqueConstraint("project_id", "step_id", "number", name=op.f("uq_step_version_project_id_step_id_number")),
    )
    op.create_index(op.f("ix_step_version_author_id"), "step_version", ["author_id"])
    op.create_index(op.f("ix_step_version_step_id"), "step_version", ["step_id"])
    _begin_with_what_is_written()


def _begin_with_what_is_written() -> None:
    connection = op.get_bind()
    written = connection.execute(
        sa.text(
            "SELECT a.project_id, f.step_id, p.holder_id, a.field_id, a.text, a.written_at FROM answer a "
            "JOIN step_field f ON f.id = a.field_id JOIN project p ON p.id = a.project_id ORDER BY 1, 2"
        ).columns(written_at=INSTANT)
    )
    versions: dict[tuple[int, int], dict] = {}
    for project, step, holder, field, text, at in written:
        row = versions.setdefault(
            (project, step), {"project_id": project, "step_id": step, "author_id": holder, "texts": {}, "at": at}
        )
        row["texts"][str(field)], row["at"] = text, max(row["at"], at)
    insert = sa.text(
        "INSERT INTO step_version (project_id, step_id, number, author_id, texts, kind, page, began_at, saved_at) "
        "VALUES (:project_id, :step_id, 1, :author_id, :texts, 'saved', '', :at, :at)"
    ).bindparams(sa.bindparam("texts", type_=sa.JSON), sa.bindparam("at", type_=INSTANT))
    if versions:
        connection.execute(insert, list(versions.values()))


def _recheck(old: str, new: str) -> None:
    """Other kinds of questions. SQLite cannot alter a CHECK: its schema is rewritten (lang_altertable.html, §7).

    Copying the table instead would drop one that answers point to.
    """
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        op.drop_constraint(op.f("ck_step_field_known_kind"), "step_field", type_="check")
        op.create_check_constraint(op.f("ck_step_field_known_kind"), "step_field", new)
        return
    number = connection.execute(sa.text("PRAGMA schema_version")).scalar_one()
    connection.execute(sa.text("PRAGMA writable_schema = ON"))
    connection.execute(
        sa.text("UPDATE sqlite_master SET sql = replace(sql, :old, :new) WHERE type = 'table' AND name = 'step_field'"),
        {"old": old, "new": new},
    )
    connection.execute(sa.text(f"PRAGMA schema_version = {number + 1}"))
    connection.execute(sa.text("PRAGMA writable_schema = OFF"))


def downgrade() -> None:
    """Take them away; questions of the new kinds become texts."""
    op.drop_table("step_version")
    op.execute("UPDATE step_field SET kind = 'text' WHERE kind NOT IN ('text','long_text','money')")
    _recheck(NOW, BEFORE)
    op.drop_column("step_field", "asked_before")
    op.drop_column("step_field", "retired_at")
    op.drop_column("step_field", "options")
    op.drop_column("step_field", "length")
    op.drop_column("step", "retired_at")
