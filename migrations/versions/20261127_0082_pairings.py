"""Proposals that exclude each other, and mergers of two."""

import sqlalchemy as sa
from alembic import op

revision = "0082"
down_revision = "0081"
branch_labels = None
depends_on = None

IN_FORCE, ASKED = sa.text("lifted_at IS NULL"), sa.text("status = 'asked'")


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}")


def _instant(name: str, *, nullable: bool = True) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _text(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=nullable)


def upgrade() -> None:
    """Two tables."""
    _exclusions()
    _mergers()


def _exclusions() -> None:
    t = "proposal_exclusion"
    op.create_table(
        t,
        _number("id"),
        _number("round_id"),
        _number("first_id"),
        _number("second_id"),
        _text("reason"),
        _number("declared_by_id"),
        _instant("declared_at", nullable=False),
        _instant("lifted_at"),
        _text("lift_reason", nullable=True),
        _text("public_id"),
        sa.CheckConstraint("first_id < second_id", name="two_proposals_in_order"),
        sa.CheckConstraint("reason <> ''", name="said_with_a_reason"),
        sa.CheckConstraint("(lifted_at IS NULL) = (lift_reason IS NULL)", name="lifted_with_a_reason"),
        _to(t, "round_id", "round"),
        _to(t, "first_id", "proposal"),
        _to(t, "second_id", "proposal"),
        _to(t, "declared_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{t}"),
        sa.UniqueConstraint("public_id", name=f"uq_{t}_public_id"),
    )
    op.create_index(f"ix_{t}_round_id", t, ["round_id"])
    op.create_index(
        f"uq_{t}_pair", t, ["first_id", "second_id"], unique=True, postgresql_where=IN_FORCE, sqlite_where=IN_FORCE
    )


def _mergers() -> None:
    t = "merger"
    op.create_table(
        t,
        _number("id"),
        _number("asking_id"),
        _number("asked_id"),
        _text("title"),
        _text("summary"),
        _text("words"),
        sa.Column("requested_cents", sa.BigInteger(), nullable=False),
        _number("asked_by_id"),
        _instant("asked_at", nullable=False),
        _number("answered_by_id", nullable=True),
        _text("reason", nullable=True),
        _number("merged_id", nullable=True),
        _text("status"),
        _instant("status_at"),
        _text("public_id"),
        sa.CheckConstraint("asking_id <> asked_id", name="two_proposals"),
        sa.CheckConstraint("requested_cents > 0", name="some_money"),
        sa.CheckConstraint("status IN ('asked','accepted','declined','withdrawn')", name="known_status"),
        sa.CheckConstraint("status <> 'declined' OR reason IS NOT NULL", name="no_silent_refusal"),
        sa.CheckConstraint("(status = 'accepted') = (merged_id IS NOT NULL)", name="accepted_means_merged"),
        *(_to(t, column, "proposal") for column in ("asking_id", "asked_id", "merged_id")),
        *(_to(t, column, "person") for column in ("asked_by_id", "answered_by_id")),
        sa.PrimaryKeyConstraint("id", name=f"pk_{t}"),
        sa.UniqueConstraint("public_id", name=f"uq_{t}_public_id"),
    )
    op.create_index(f"ix_{t}_asking_id", t, ["asking_id"])
    op.create_index(f"ix_{t}_asked_id", t, ["asked_id"])
    op.create_index(f"uq_{t}_open", t, ["asking_id"], unique=True, postgresql_where=ASKED, sqlite_where=ASKED)


def downgrade() -> None:
    """Take them away."""
    op.drop_table("merger")
    op.drop_table("proposal_exclusion")
