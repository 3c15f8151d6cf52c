"""Ideas gather people: supporters, followers, comments, hand-overs, merges, drafts without account, own themes."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

BEFORE = "'pending','published','refused','hidden','grown'"
AFTER = BEFORE + ",'merged'"
KNOWN = "known_status"


def _statuses(older, newer):
    """Let an idea have other statuses.

    SQLite cannot change a CHECK; "Making Other Kinds Of Table Schema Changes" of its documentation rewrites the text of
    the table, whose rows stay as they are.
    """
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE idea DROP CONSTRAINT ck_idea_known_status")
        op.execute(f"ALTER TABLE idea ADD CONSTRAINT ck_idea_known_status CHECK (status IN ({newer}))")
        return
    version = op.get_bind().exec_driver_sql("PRAGMA schema_version").scalar()
    op.execute("PRAGMA writable_schema=ON")
    rewritten = "UPDATE sqlite_master SET sql = replace(sql, '({})', '({})') WHERE type = 'table' AND name = 'idea'"
    op.get_bind().exec_driver_sql(rewritten.format(older.replace("'", "''"), newer.replace("'", "''")))
    op.execute(f"PRAGMA schema_version={version + 1}")
    op.execute("PRAGMA writable_schema=RESET")


def _person(column, table, **more):
    return (
        sa.Column(column, sa.Integer(), **{"nullable": False, **more}),
        sa.ForeignKeyConstraint([column], ["person.id"], name=op.f(f"fk_{table}_{column}_person")),
    )


def _idea(table, **more):
    return (
        sa.Column("idea_id", sa.Integer(), **{"nullable": False, **more}),
        sa.ForeignKeyConstraint(["idea_id"], ["idea.id"], name=op.f(f"fk_{table}_idea_id_idea")),
    )


def _instant(column, nullable=False):
    return sa.Column(column, sa.DateTime(timezone=True), nullable=nullable)


def _text(column, nullable=False):
    return sa.Column(column, sa.String(), nullable=nullable)


def _id(table):
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _public_id(table):
    return _text("public_id"), sa.UniqueConstraint("public_id", name=op.f(f"uq_{table}_public_id"))


def upgrade() -> None:
    """Columns of idea, then what stands around it."""
    op.create_table(
        "round_theme",
        *_id("round_theme"),
        *_public_id("round_theme"),
        sa.Column("round_id", sa.Integer(), nullable=False),
        _text("name"),
        _text("near"),
        sa.Column("is_offered", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_round_theme_is_named")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_round_theme_round_id_round")),
        sa.UniqueConstraint("round_id", "name", name=op.f("uq_round_theme_round_id_name")),
    )
    op.create_index(op.f("ix_round_theme_round_id"), "round_theme", ["round_id"])
    _statuses(BEFORE, AFTER)
    for column in (
        "own_theme_id INTEGER CONSTRAINT fk_idea_own_theme_id_round_theme REFERENCES round_theme (id)",
        "neighbourhood VARCHAR NOT NULL DEFAULT ''",
        "neighbourhood_key VARCHAR NOT NULL DEFAULT ''",
        "sameness VARCHAR",
        "supporters INTEGER NOT NULL DEFAULT 0 CONSTRAINT ck_idea_supporters_counted CHECK (supporters >= 0)",
        "merged_into_id INTEGER CONSTRAINT fk_idea_merged_into_id_idea REFERENCES idea (id) "
        "CONSTRAINT ck_idea_merged_leads_on CHECK ((status = 'merged') = (merged_into_id IS NOT NULL))",
    ):
        op.execute(f"ALTER TABLE idea ADD COLUMN {column}")
    op.create_index(op.f("ix_idea_own_theme_id"), "idea", ["own_theme_id"])
    op.create_index(op.f("ix_idea_merged_into_id"), "idea", ["merged_into_id"])
    op.create_index("uq_idea_sameness", "idea", ["sameness"], unique=True)
    op.create_index("ix_idea_neighbourhood", "idea", ["municipality_code", "neighbourhood_key"])
    for table in ("idea_support", "idea_follow"):
        op.create_table(
            table,
            *_idea(table),
            *_person("person_id", table),
            _instant("created_at"),
            sa.PrimaryKeyConstraint("idea_id", "person_id", name=op.f(f"pk_{table}")),
        )
        op.create_index(op.f(f"ix_{table}_person_id"), table, ["person_id"])
    _comments()
    _handovers()
    _drafts()


def _comments() -> None:
    op.create_table(
        "idea_comment",
        *_id("idea_comment"),
        *_public_id("idea_comment"),
        *_idea("idea_comment"),
        *_person("author_id", "idea_comment"),
        sa.Column("reply_to_id", sa.Integer(), nullable=True),
        _text("body"),
        _text("status"),
        _instant("status_at", nullable=True),
        _text("decision_ground", nullable=True),
        _text("decision_reason", nullable=True),
        *_person("decided_by_id", "idea_comment", nullable=True),
        _instant("created_at"),
        _instant("updated_at"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "status IN ('pending','published','refused','hidden')", name=op.f("ck_idea_comment_known_status")
        ),
        sa.CheckConstraint(
            "status NOT IN ('refused','hidden') OR decision_reason IS NOT NULL",
            name=op.f("ck_idea_comment_no_silent_refusal"),
        ),
        sa.ForeignKeyConstraint(
            ["reply_to_id"], ["idea_comment.id"], name=op.f("fk_idea_comment_reply_to_id_idea_comment")
        ),
    )
    for column in ("idea_id", "author_id", "reply_to_id", "status"):
        op.create_index(op.f(f"ix_idea_comment_{column}"), "idea_comment", [column])


def _handovers() -> None:
    op.create_table(
        "idea_handover",
        *_id("idea_handover"),
        *_public_id("idea_handover"),
        *_idea("idea_handover"),
        *_person("from_id", "idea_handover"),
        _text("email"),
        *_person("to_id", "idea_handover", nullable=True),
        _text("reason"),
        _instant("created_at"),
        _text("status"),
        _instant("status_at", nullable=True),
        sa.CheckConstraint(
            "status IN ('offered','accepted','declined','withdrawn')", name=op.f("ck_idea_handover_known_status")
        ),
        sa.CheckConstraint(
            "(status = 'accepted') = (to_id IS NOT NULL)", name=op.f("ck_idea_handover_somebody_accepted")
        ),
    )
    for column in ("idea_id", "from_id", "email", "to_id"):
        op.create_index(op.f(f"ix_idea_handover_{column}"), "idea_handover", [column])
    offered = sa.text("status = 'offered'")
    op.create_index(
        "uq_idea_handover_open",
        "idea_handover",
        ["idea_id"],
        unique=True,
        postgresql_where=offered,
        sqlite_where=offered,
    )


def _drafts() -> None:
    op.create_table(
        "waiting_picture",
        *_id("waiting_picture"),
        _text("name"),
        sa.Column("size", sa.Integer(), nullable=False),
        _text("sha256"),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        _text("alt"),
        _instant("created_at"),
        _instant("updated_at"),
        sa.UniqueConstraint("name", name=op.f("uq_waiting_picture_name")),
    )
    op.create_table(
        "idea_draft",
        *_id("idea_draft"),
        _text("key_digest"),
        sa.Column("typed", sa.JSON(), nullable=False),
        sa.Column("picture_id", sa.Integer(), nullable=True),
        _instant("sent_at", nullable=True),
        *_idea("idea_draft", nullable=True),
        _instant("created_at"),
        _instant("updated_at"),
        sa.UniqueConstraint("key_digest", name=op.f("uq_idea_draft_key_digest")),
        sa.ForeignKeyConstraint(
            ["picture_id"],
            ["waiting_picture.id"],
            name=op.f("fk_idea_draft_picture_id_waiting_picture"),
            ondelete="SET NULL",
        ),
    )


def downgrade() -> None:
    """Take them away."""
    for table in ("idea_draft", "waiting_picture", "idea_handover", "idea_comment", "idea_follow", "idea_support"):
        op.drop_table(table)
    op.drop_index("ix_idea_neighbourhood", "idea")
    op.drop_index("uq_idea_sameness", "idea")
    for column in ("merged_into_id", "own_theme_id"):
        op.drop_index(op.f(f"ix_idea_{column}"), "idea")
    for column in ("merged_into_id", "supporters", "sameness", "neighbourhood_key", "neighbourhood", "own_theme_id"):
        op.execute(f"ALTER TABLE idea DROP COLUMN {column}")
    op.drop_table("round_theme")
    _statuses(AFTER, BEFORE)
