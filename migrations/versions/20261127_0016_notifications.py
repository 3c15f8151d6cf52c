"""News of each person, what they choose to receive by mail, and the way out in each mail."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

UNREAD, WAITS = sa.text("read_at IS NULL"), sa.text("digest_at IS NOT NULL")


def upgrade() -> None:
    """Two columns and two tables."""
    op.execute("ALTER TABLE person ADD COLUMN has_news BOOLEAN NOT NULL DEFAULT false")
    op.execute("ALTER TABLE outbox_message ADD COLUMN unsubscribe VARCHAR")
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "notification",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("dedup", sa.String(), nullable=True),
        sa.Column("created_at", instant, nullable=False),
        sa.Column("read_at", instant, nullable=True),
        sa.Column("digest_at", instant, nullable=True),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_notification_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notification")),
        sa.UniqueConstraint("person_id", "dedup", name=op.f("uq_notification_person_id_dedup")),
        sa.UniqueConstraint("public_id", name=op.f("uq_notification_public_id")),
    )
    op.create_index(op.f("ix_notification_created_at"), "notification", ["created_at"])
    op.create_index("ix_notification_latest", "notification", ["person_id", "id"])
    for name, columns, where in (("unread", ["person_id"], UNREAD), ("digest", ["digest_at", "person_id"], WAITS)):
        op.create_index(f"ix_notification_{name}", "notification", columns, postgresql_where=where, sqlite_where=where)
    op.create_table(
        "notification_preference",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("frequency", sa.String(), nullable=False),
        sa.CheckConstraint(
            "frequency IN ('immediate','daily','weekly','never')",
            name=op.f("ck_notification_preference_known_frequency"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_notification_preference_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notification_preference")),
        sa.UniqueConstraint("person_id", "topic", name=op.f("uq_notification_preference_person_id_topic")),
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("notification_preference")
    op.drop_table("notification")
    op.execute("ALTER TABLE outbox_message DROP COLUMN unsubscribe")
    op.execute("ALTER TABLE person DROP COLUMN has_news")
