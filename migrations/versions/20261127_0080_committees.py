"""The committee of labelling: members, sittings, agenda, presences, who steps back, votes."""

import sqlalchemy as sa
from alembic import op

revision = "0080"
down_revision = "0077"
branch_labels = None
depends_on = None


def _key(table: str, name: str = "id") -> list[sa.Constraint]:
    return [sa.PrimaryKeyConstraint(name, name=f"pk_{table}")]


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}")


def _instant(name: str, *, nullable: bool = True) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _text(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=nullable)


def upgrade() -> None:
    """Six tables."""
    _members()
    _sittings()
    _agenda()
    _around("recusal")
    _around("member_vote")
    for table, column in INDEXES:
        op.create_index(f"ix_{table}_{column}", table, [column])


def _members() -> None:
    t = "committee_member"
    op.create_table(
        t,
        _number("id"),
        _number("round_id"),
        _number("person_id"),
        _text("seat"),
        _text("sits_for"),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        _text("public_id"),
        sa.CheckConstraint("seat IN ('chair','member','observer')", name="known_seat"),
        sa.CheckConstraint("until IS NULL OR until >= since", name="starts_before_it_ends"),
        _to(t, "round_id", "round"),
        _to(t, "person_id", "person"),
        *_key(t),
        sa.UniqueConstraint("public_id", name="uq_committee_member_public_id"),
        sa.UniqueConstraint("round_id", "person_id", name="uq_committee_member_round_id_person_id"),
    )


def _sittings() -> None:
    t = "sitting"
    op.create_table(
        t,
        _number("id"),
        _number("round_id"),
        _instant("held_at", nullable=False),
        _text("place"),
        _text("note"),
        _number("quorum_percent"),
        _instant("opened_at"),
        _instant("closed_at"),
        _text("cancel_reason", nullable=True),
        _text("remarks"),
        _text("status"),
        _instant("status_at"),
        _text("public_id"),
        _number("version"),
        sa.CheckConstraint("quorum_percent BETWEEN 0 AND 100", name="quorum_is_a_share"),
        sa.CheckConstraint("status IN ('planned','convened','open','closed','cancelled')", name="known_status"),
        _to(t, "round_id", "round"),
        *_key(t),
        sa.UniqueConstraint("public_id", name="uq_sitting_public_id"),
    )
    t = "sitting_presence"
    op.create_table(
        t,
        _number("id"),
        _number("sitting_id"),
        _number("member_id"),
        _to(t, "sitting_id", "sitting"),
        _to(t, "member_id", "committee_member"),
        *_key(t),
        sa.UniqueConstraint("sitting_id", "member_id", name="uq_sitting_presence_sitting_id_member_id"),
    )


def _agenda() -> None:
    t = "agenda_item"
    op.create_table(
        t,
        _number("id"),
        _number("sitting_id"),
        _number("proposal_id"),
        _number("position"),
        _text("outcome", nullable=True),
        sa.Column("by_consensus", sa.Boolean(), nullable=False),
        *(_number(name, nullable=True) for name in ("votes_for", "votes_against", "votes_abstained")),
        sa.Column("casting_vote", sa.Boolean(), nullable=False),
        _text("reason"),
        _instant("said_at"),
        _number("said_by_id", nullable=True),
        _text("public_id"),
        _number("version"),
        sa.CheckConstraint(
            "outcome IS NULL OR outcome IN ('label','refuse','changes','adjourn')", name="known_outcome"
        ),
        sa.CheckConstraint("outcome IS NULL OR (reason <> '' AND said_by_id IS NOT NULL)", name="said_with_a_reason"),
        sa.CheckConstraint("votes_for >= 0 AND votes_against >= 0 AND votes_abstained >= 0", name="votes_not_negative"),
        _to(t, "sitting_id", "sitting"),
        _to(t, "proposal_id", "proposal"),
        _to(t, "said_by_id", "person"),
        *_key(t),
        sa.UniqueConstraint("public_id", name="uq_agenda_item_public_id"),
        sa.UniqueConstraint("sitting_id", "proposal_id", name="uq_agenda_item_sitting_id_proposal_id"),
    )


def _around(table: str) -> None:
    """What is noted of one member for one dossier."""
    own = {
        "recusal": [
            sa.Column("steps_back", sa.Boolean(), nullable=True),
            _text("reason"),
            _instant("noted_at", nullable=False),
            _number("noted_by_id", nullable=True),
            sa.CheckConstraint("reason <> ''", name="said_with_a_reason"),
        ],
        "member_vote": [
            _text("choice"),
            _instant("given_at", nullable=False),
            _number("noted_by_id"),
            sa.CheckConstraint("choice IN ('for','against','abstain')", name="known_choice"),
        ],
    }
    op.create_table(
        table,
        _number("id"),
        _number("item_id"),
        _number("member_id"),
        *own[table],
        _to(table, "item_id", "agenda_item"),
        _to(table, "member_id", "committee_member"),
        _to(table, "noted_by_id", "person"),
        *_key(table),
        sa.UniqueConstraint("item_id", "member_id", name=f"uq_{table}_item_id_member_id"),
    )


INDEXES = (
    ("committee_member", "round_id"),
    ("committee_member", "person_id"),
    ("sitting", "round_id"),
    ("sitting", "status"),
    ("sitting_presence", "sitting_id"),
    ("agenda_item", "sitting_id"),
    ("agenda_item", "proposal_id"),
    ("recusal", "item_id"),
    ("member_vote", "item_id"),
)


def downgrade() -> None:
    """Take them away."""
    for table in ("member_vote", "recusal", "agenda_item", "sitting_presence", "sitting", "committee_member"):
        op.drop_table(table)
