"""The indexes of search: what is found of envies and of proposals (see app/core/search.py).

On SQLite FTS5 tables, on PostgreSQL tsvectors with a GIN index; on both, the words of a text that was changed or erased
are thrown away by triggers. `flask search reindex` writes the words of what is there already.
"""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

INDEXED = {
    "idea": ("title", "body", "municipality_code"),
    "proposal": ("title", "summary", "collective", "place", "municipality_code", "answers"),
}
FORGET = """
CREATE FUNCTION forget_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('DELETE FROM %I WHERE rowid = $1', TG_TABLE_NAME || '_words') USING OLD.id;
  RETURN NULL;
END $$
"""


def upgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    if not on_sqlite:
        op.execute(FORGET)
    for table, columns in INDEXED.items():
        for statement in (_for_sqlite if on_sqlite else _for_postgresql)(table, ", ".join(columns)):
            op.execute(statement)


def _for_sqlite(table: str, columns: str) -> list[str]:
    forget = f"BEGIN DELETE FROM {table}_words WHERE rowid = old.id; END"  # noqa: S608
    return [
        f"CREATE VIRTUAL TABLE {table}_words USING fts5(heading, body)",
        f"CREATE TRIGGER {table}_words_deleted AFTER DELETE ON {table} {forget}",
        f"CREATE TRIGGER {table}_words_changed AFTER UPDATE OF {columns} ON {table} {forget}",
    ]


def _for_postgresql(table: str, columns: str) -> list[str]:
    forget = "FOR EACH ROW EXECUTE FUNCTION forget_words()"
    return [
        f"CREATE TABLE {table}_words (rowid integer PRIMARY KEY, words tsvector NOT NULL)",
        f"CREATE INDEX ix_{table}_words ON {table}_words USING gin (words)",
        f"CREATE TRIGGER {table}_words_deleted AFTER DELETE ON {table} {forget}",
        f"CREATE TRIGGER {table}_words_changed AFTER UPDATE OF {columns} ON {table} {forget}",
    ]


def downgrade() -> None:
    for table in INDEXED:
        for event in ("deleted", "changed"):
            on = f" ON {table}" if op.get_bind().dialect.name != "sqlite" else ""
            op.execute(f"DROP TRIGGER {table}_words_{event}{on}")
        op.execute(f"DROP TABLE {table}_words")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION forget_words()")
