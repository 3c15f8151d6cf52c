"""Decisions on the label: prepared, announced together, contested."""

import sqlalchemy as sa
from alembic import op

revision = "0081"
down_revision = "0080"
branch_labels = None
depends_on = None

PENDING = sa.text("status <> 'released'")


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}")


def _instant(name: str, *, nullable: bool = True) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _text(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=nullable)


def upgrade() -> None:
    """Three tables."""
    _releases()
    _decisions()
    _appeals()


def _releases() -> None:
    t = "label_release"
    op.create_table(
        t,
        _number("id"),
        _number("round_id"),
        _instant("announced_at", nullable=False),
        _number("asked_by_id", nullable=True),
        _number("approved_by_id", nullable=True),
        _instant("released_at"),
        _text("status"),
        _instant("status_at"),
        _text("public_id"),
        _number("version"),
        sa.CheckConstraint("status IN ('planned','asked','approved','released')", name="known_status"),
        sa.CheckConstraint("approved_by_id IS NULL OR approved_by_id <> asked_by_id", name="two_people_announce"),
        sa.CheckConstraint("(status = 'released') = (released_at IS NOT NULL)", name="released_once"),
        _to(t, "round_id", "round"),
        _to(t, "asked_by_id", "person"),
        _to(t, "approved_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{t}"),
        sa.UniqueConstraint("public_id", name=f"uq_{t}_public_id"),
    )
    op.create_index(f"ix_{t}_round_id", t, ["round_id"])
    op.create_index(f"uq_{t}_pending", t, ["round_id"], unique=True, postgresql_where=PENDING, sqlite_where=PENDING)


def _decisions() -> None:
    t = "label_decision"
    op.create_table(
        t,
        _number("id"),
        _number("proposal_id"),
        _text("verdict"),
        sa.Column("grounds", sa.JSON(), nullable=False),
        _text("reason"),
        _text("advice"),
        _number("prepared_by_id"),
        _instant("prepared_at", nullable=False),
        _number("release_id", nullable=True),
        _instant("released_at"),
        sa.Column("without_object", sa.Boolean(), nullable=False),
        _text("public_id"),
        _number("version"),
        sa.CheckConstraint("verdict IN ('label','refuse','changes')", name="known_verdict"),
        sa.CheckConstraint("reason <> ''", name="said_with_a_reason"),
        sa.CheckConstraint("(release_id IS NULL) = (released_at IS NULL)", name="announced_by_a_release"),
        _to(t, "proposal_id", "proposal"),
        _to(t, "prepared_by_id", "person"),
        _to(t, "release_id", "label_release"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{t}"),
        sa.UniqueConstraint("proposal_id", name=f"uq_{t}_proposal_id"),
        sa.UniqueConstraint("public_id", name=f"uq_{t}_public_id"),
    )
    op.create_index(f"ix_{t}_release_id", t, ["release_id"])


def _appeals() -> None:
    t = "label_appeal"
    op.create_table(
        t,
        _number("id"),
        _number("decision_id"),
        _text("words"),
        _number("asked_by_id"),
        _instant("asked_at", nullable=False),
        _text("answer", nullable=True),
        _number("heard_by_id", nullable=True),
        _text("status"),
        _instant("status_at"),
        _text("public_id"),
        sa.CheckConstraint("status IN ('asked','granted','rejected')", name="known_status"),
        sa.CheckConstraint("words <> ''", name="said_in_words"),
        sa.CheckConstraint(
            "(status = 'asked') = (answer IS NULL) AND (answer IS NULL) = (heard_by_id IS NULL)",
            name="heard_with_reasons",
        ),
        _to(t, "decision_id", "label_decision"),
        _to(t, "asked_by_id", "person"),
        _to(t, "heard_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{t}"),
        sa.UniqueConstraint("decision_id", name=f"uq_{t}_decision_id"),
        sa.UniqueConstraint("public_id", name=f"uq_{t}_public_id"),
    )


def downgrade() -> None:
    """Take them away."""
    for table in ("label_appeal", "label_decision", "label_release"):
        op.drop_table(table)
