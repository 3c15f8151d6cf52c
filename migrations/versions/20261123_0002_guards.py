"""What the database itself refuses: changing or deleting a line of the audit log. The chain begins with its head."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

HEAD = sa.table("audit_head", sa.column("id"), sa.column("last_id"), sa.column("digest"))
SQLITE = """CREATE TRIGGER audit_event_no_{deed} BEFORE {deed} ON audit_event
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"""
POSTGRESQL = (
    """CREATE FUNCTION audit_event_append_only() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$""",
    """CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event
       FOR EACH STATEMENT EXECUTE FUNCTION audit_event_append_only()""",
)


def upgrade() -> None:
    """Guard the audit log, in the language of each database; the head is there for the first two lines to lock."""
    op.bulk_insert(HEAD, [{"id": 1, "last_id": 0, "digest": "sha256:" + "0" * 64}])
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in [SQLITE.format(deed=deed) for deed in ("UPDATE", "DELETE")] if on_sqlite else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    """Take the guards away."""
    op.execute("DELETE FROM audit_head")
    if op.get_bind().dialect.name == "sqlite":
        for deed in ("UPDATE", "DELETE"):
            op.execute(f"DROP TRIGGER audit_event_no_{deed}")
    else:
        op.execute("DROP TRIGGER audit_event_append_only ON audit_event")
        op.execute("DROP FUNCTION audit_event_append_only()")
