"""A proposal keeps the quotes of its budget beside the documents of its dossier: more than eight in all."""

from alembic import op

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None

NAME = op.f("ck_stored_file_few_documents")


def _put(condition: str) -> None:
    with op.batch_alter_table("stored_file") as table:
        table.drop_constraint(NAME, type_="check")
        table.create_check_constraint(NAME, condition)


def upgrade() -> None:
    """Let what is frozen hold as many as its table has."""
    _put("place >= 1 AND (place <= 8 OR subject LIKE 'proposal:%')")


def downgrade() -> None:
    """Eight of one thing, whatever it is."""
    _put("place BETWEEN 1 AND 8")
