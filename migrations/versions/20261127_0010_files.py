"""Files people send: what is known of each, and how much room each person takes."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Two tables; contents are in the store."""
    op.create_table(
        "file_space",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.CheckConstraint("used BETWEEN 0 AND 104857600", name=op.f("ck_file_space_within_quota")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_file_space_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_file_space")),
    )
    op.create_table(
        "stored_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("alt", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('picture','document')", name=op.f("ck_stored_file_known_kind")),
        sa.CheckConstraint(
            "kind <> 'picture' OR (place = 1 AND alt <> '')", name=op.f("ck_stored_file_one_described_picture")
        ),
        sa.CheckConstraint("place BETWEEN 1 AND 8", name=op.f("ck_stored_file_few_documents")),
        sa.CheckConstraint("kind <> 'document' OR title <> ''", name=op.f("ck_stored_file_documents_are_named")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_stored_file_owner_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_file")),
        sa.UniqueConstraint("public_id", name=op.f("uq_stored_file_public_id")),
        sa.UniqueConstraint("subject", "kind", "place", name=op.f("uq_stored_file_subject_kind_place")),
    )
    with op.batch_alter_table("stored_file", schema=None) as batch_op:
        for column in ("name", "owner_id", "subject"):
            batch_op.create_index(batch_op.f(f"ix_stored_file_{column}"), [column], unique=False)


def downgrade() -> None:
    """Take the two tables away."""
    op.drop_table("stored_file")
    op.drop_table("file_space")
