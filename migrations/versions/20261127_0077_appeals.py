"""Appeals against decisions, and which authority was told of a threat to life."""

import sqlalchemy as sa
from alembic import op

from app.core.models import Instant

revision = "0077"
down_revision = "0076"

INSTANT = Instant()


def upgrade() -> None:
    """Make both tables."""
    _appeal()
    _alert()


def _appeal() -> None:
    op.create_table(
        "appeal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("flag_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("status_at", INSTANT, nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("party IN ('author','reporter')", name=op.f("ck_appeal_known_party")),
        sa.CheckConstraint("status IN ('waiting','upheld','reversed')", name=op.f("ck_appeal_known_status")),
        sa.CheckConstraint("(status = 'waiting') = (status_at IS NULL)", name=op.f("ck_appeal_answered_at_a_moment")),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_appeal_decision_id_decision")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_appeal_person_id_person")),
        sa.ForeignKeyConstraint(["flag_id"], ["flag.id"], name=op.f("fk_appeal_flag_id_flag"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["answered_by_id"], ["person.id"], name=op.f("fk_appeal_answered_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeal")),
        sa.UniqueConstraint("public_id", name=op.f("uq_appeal_public_id")),
        sa.UniqueConstraint("decision_id", "person_id", name=op.f("uq_appeal_decision_id_person_id")),
        sa.UniqueConstraint("decision_id", "flag_id", name=op.f("uq_appeal_decision_id_flag_id")),
    )
    for column in ("decision_id", "person_id", "flag_id", "created_at", "answered_by_id"):
        op.create_index(op.f(f"ix_appeal_{column}"), "appeal", [column])
    op.create_index("ix_appeal_queue", "appeal", ["status", "created_at"])


def _alert() -> None:
    op.create_table(
        "alert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("authority", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("told_by_id", sa.Integer(), nullable=True),
        sa.Column("told_at", INSTANT, nullable=False),
        sa.CheckConstraint(
            "authority IN ('police','ambulance','prosecutor','children')", name=op.f("ck_alert_known_authority")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["moderation_case.id"], name=op.f("fk_alert_case_id_moderation_case")),
        sa.ForeignKeyConstraint(["told_by_id"], ["person.id"], name=op.f("fk_alert_told_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert")),
        sa.UniqueConstraint("public_id", name=op.f("uq_alert_public_id")),
    )
    for column in ("case_id", "told_by_id"):
        op.create_index(op.f(f"ix_alert_{column}"), "alert", [column])


def downgrade() -> None:
    """Forget them."""
    for table in ("alert", "appeal"):
        op.drop_table(table)
