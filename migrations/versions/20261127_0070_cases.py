"""Cases, decisions and measures; the flags of comments move onto cases, and what waits gets one."""

import secrets
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0070"
down_revision = "0069"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
STILL_OPEN = sa.text("status IN ('waiting','asked')")
HIDEABLE = ("person", "organisation", "project", "stored_file")
FLAG = "id, public_id, ground, words, person_id, email, created_at, closed_at, outcome"


def upgrade() -> None:
    """Make the tables, then give a case to every flag and to everything that waits."""
    for table in HIDEABLE:
        op.add_column(table, sa.Column("hidden_at", INSTANT, nullable=True))
    _measure()
    _case()
    _decision()
    flags = _rows("flag", FLAG + ", comment_id")
    op.drop_table("flag")
    _flag()
    cases = _open_cases(flags)
    _put_flags(flags, cases)
    _words()


def _measure() -> None:
    op.create_table(
        "measure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("starts_at", INSTANT, nullable=False),
        sa.Column("ends_at", INSTANT, nullable=True),
        sa.Column("lifted_at", INSTANT, nullable=True),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('warning','no_comment','no_post','suspended')", name=op.f("ck_measure_known_kind")
        ),
        sa.CheckConstraint("(kind = 'warning') = (ends_at IS NULL)", name=op.f("ck_measure_only_warnings_have_no_end")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_measure_says_why")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_measure_person_id_person")),
        sa.ForeignKeyConstraint(["taken_by_id"], ["person.id"], name=op.f("fk_measure_taken_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure")),
        sa.UniqueConstraint("public_id", name=op.f("uq_measure_public_id")),
    )
    op.create_index(op.f("ix_measure_person_id"), "measure", ["person_id"])


def _case() -> None:
    name = "moderation_case"
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("round_id", sa.Integer(), nullable=True),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("municipality_code", sa.String(), nullable=True),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("hints", sa.JSON(), nullable=False),
        sa.Column("link_site", sa.String(), nullable=False),
        sa.Column("gravity", sa.Integer(), nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("grounds", sa.JSON(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("is_flood", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("claimed_by_id", sa.Integer(), nullable=True),
        sa.Column("claimed_at", INSTANT, nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("status_at", INSTANT, nullable=True),
        sa.CheckConstraint("status IN ('waiting','asked','decided','closed')", name=op.f(f"ck_{name}_known_status")),
        sa.CheckConstraint(
            "subject_kind IN ('idea','project','comment','picture','organisation','profile','contribution')",
            name=op.f(f"ck_{name}_known_subject_kind"),
        ),
        sa.CheckConstraint("cause IN ('before','after','flag','team')", name=op.f(f"ck_{name}_known_cause")),
        sa.CheckConstraint("gravity BETWEEN 1 AND 4", name=op.f(f"ck_{name}_known_gravity")),
        sa.CheckConstraint("weight >= 0", name=op.f(f"ck_{name}_weight_counted")),
        sa.CheckConstraint("(claimed_by_id IS NULL) = (claimed_at IS NULL)", name=op.f(f"ck_{name}_claim_is_whole")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f(f"fk_{name}_author_id_person")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f(f"fk_{name}_round_id_round")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f(f"fk_{name}_event_id_event"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipality.code"], name=op.f(f"fk_{name}_municipality_code_municipality")
        ),
        sa.ForeignKeyConstraint(["claimed_by_id"], ["person.id"], name=op.f(f"fk_{name}_claimed_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{name}_public_id")),
    )
    for column in ("author_id", "round_id", "event_id", "municipality_code"):
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column])
    op.create_index(
        f"uq_{name}_open",
        name,
        ["subject_kind", "reference"],
        unique=True,
        postgresql_where=STILL_OPEN,
        sqlite_where=STILL_OPEN,
    )
    op.create_index(f"ix_{name}_subject", name, ["subject_kind", "reference"])
    op.create_index(f"ix_{name}_queue", name, ["status", "due_at"])
    op.create_index(f"ix_{name}_archive", name, ["status", "status_at", "id"])
    op.create_index(f"ix_{name}_link_site", name, ["link_site"], postgresql_where=STILL_OPEN, sqlite_where=STILL_OPEN)


def _decision() -> None:
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("ground", sa.String(), nullable=True),
        sa.Column("facts", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("automated", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("into", sa.String(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=True),
        sa.Column("undoes_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "verb IN ('publish','refuse','ask','hide','merge','limit','restore','dismiss')",
            name=op.f("ck_decision_known_verb"),
        ),
        sa.CheckConstraint(
            "verb NOT IN ('refuse','hide','limit') OR ground IS NOT NULL",
            name=op.f("ck_decision_no_silent_restriction"),
        ),
        sa.CheckConstraint("verb IN ('publish','dismiss') OR reason <> ''", name=op.f("ck_decision_says_why")),
        sa.CheckConstraint("automated OR by_id IS NOT NULL", name=op.f("ck_decision_somebody_or_something")),
        sa.ForeignKeyConstraint(["case_id"], ["moderation_case.id"], name=op.f("fk_decision_case_id_moderation_case")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_decision_by_id_person")),
        sa.ForeignKeyConstraint(["measure_id"], ["measure.id"], name=op.f("fk_decision_measure_id_measure")),
        sa.ForeignKeyConstraint(["undoes_id"], ["decision.id"], name=op.f("fk_decision_undoes_id_decision")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("public_id", name=op.f("uq_decision_public_id")),
        sa.UniqueConstraint("undoes_id", name=op.f("uq_decision_undoes_id")),
    )
    for column in ("case_id", "by_id", "at", "measure_id"):
        op.create_index(op.f(f"ix_decision_{column}"), "decision", [column])


def _flag() -> None:
    op.create_table(
        "flag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("ground", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("good_faith", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("weight", sa.Integer(), server_default="100", nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("closed_at", INSTANT, nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.CheckConstraint("person_id IS NULL OR email IS NULL", name=op.f("ck_flag_person_or_address")),
        sa.CheckConstraint("(closed_at IS NULL) = (outcome IS NULL)", name=op.f("ck_flag_closed_with_an_outcome")),
        sa.CheckConstraint("outcome IN ('kept','upheld')", name=op.f("ck_flag_known_outcome")),
        sa.CheckConstraint("weight >= 0", name=op.f("ck_flag_weight_counted")),
        sa.ForeignKeyConstraint(["case_id"], ["moderation_case.id"], name=op.f("fk_flag_case_id_moderation_case")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_flag_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flag")),
        sa.UniqueConstraint("public_id", name=op.f("uq_flag_public_id")),
        sa.UniqueConstraint("case_id", "person_id", name=op.f("uq_flag_case_id_person_id")),
        sa.UniqueConstraint("case_id", "email", name=op.f("uq_flag_case_id_email")),
    )
    op.create_index(op.f("ix_flag_person_id"), "flag", ["person_id"])
    op.create_index("ix_flag_case_lately", "flag", ["case_id", "created_at"])


def _rows(table: str, columns: str) -> list[dict]:
    found = sa.text(f"SELECT {columns} FROM {table}")  # noqa: S608
    instants = {name: INSTANT for name in ("created_at", "closed_at") if name in columns}
    return [dict(row) for row in op.get_bind().execute(found.columns(**instants)).mappings()]


def _aware(when: datetime) -> datetime:
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _open_cases(flags: list[dict]) -> dict[int, int]:
    """Give a case to each thing that waits or was flagged; returns the case of each comment."""
    ideas = _rows("idea", "id, public_id, title, author_id, round_id, municipality_code, status, created_at")
    by_id = {idea["id"]: idea for idea in ideas}
    comments = _rows("idea_comment", "id, public_id, body AS title, author_id, idea_id, status, created_at")
    flagged: dict[int, list[dict]] = {}
    for flag in flags:
        flagged.setdefault(flag["comment_id"], []).append(flag)
    cases, of_comment = [], {}
    for idea in ideas:
        if idea["status"] == "pending":
            cases.append(_a_case(len(cases) + 1, "idea", idea, idea, []))
    for comment in comments:
        if comment["status"] == "pending" or comment["id"] in flagged:
            of_comment[comment["id"]] = len(cases) + 1
            about = by_id[comment["idea_id"]]
            cases.append(_a_case(len(cases) + 1, "comment", comment, about, flagged.get(comment["id"], [])))
    _insert("moderation_case", cases)
    return of_comment


def _a_case(number: int, kind: str, subject: dict, about: dict, flags: list[dict]) -> dict:
    waiting = [flag for flag in flags if flag["closed_at"] is None]
    is_open = bool(waiting) or subject["status"] == "pending"
    opened = _aware(min((flag["created_at"] for flag in flags), default=subject["created_at"]))
    closed = max((flag["closed_at"] for flag in flags if flag["closed_at"]), default=opened)
    grounds: dict[str, int] = {}
    for flag in waiting:
        grounds[flag["ground"]] = grounds.get(flag["ground"], 0) + 1
    gravity = 2 if waiting else 1
    return {
        "id": number,
        "public_id": secrets.token_urlsafe(9),
        "version": 1,
        "subject_kind": kind,
        "reference": subject["public_id"],
        "title": subject["title"][:110],
        "author_id": subject["author_id"],
        "round_id": about["round_id"],
        "municipality_code": about["municipality_code"],
        "cause": "before" if subject["status"] == "pending" else "flag",
        "hints": [],
        "link_site": "",
        "gravity": gravity,
        "opened_at": opened,
        "due_at": opened + timedelta(days=3 if gravity == 2 else 7),
        "grounds": grounds,
        "weight": 100 * len(waiting),
        "status": "waiting" if is_open else "decided",
        "status_at": None if is_open else _aware(closed),
    }


def _put_flags(flags: list[dict], cases: dict[int, int]) -> None:
    rows = []
    for flag in flags:
        comment = flag.pop("comment_id")
        outcome = "upheld" if flag["outcome"] == "hidden" else flag["outcome"]
        moments = {name: flag[name] and _aware(flag[name]) for name in ("created_at", "closed_at")}
        rows.append({**flag, **moments, "outcome": outcome, "case_id": cases[comment], "good_faith": False})
    _insert("flag", rows)


def _insert(table: str, rows: list[dict]) -> None:
    if not rows:
        return
    kept = sa.Table(table, sa.MetaData(), autoload_with=op.get_bind())
    op.get_bind().execute(kept.insert(), rows)
    if op.get_bind().dialect.name != "sqlite":
        op.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")  # noqa: S608


def _words() -> None:
    """What is found of a case by its title (core/search.py)."""
    table = "moderation_case"
    if op.get_bind().dialect.name == "sqlite":
        forget = f"BEGIN DELETE FROM {table}_words WHERE rowid = old.id; END"  # noqa: S608
        op.execute(f"CREATE VIRTUAL TABLE {table}_words USING fts5(heading, body)")
    else:
        forget = "FOR EACH ROW EXECUTE FUNCTION forget_words()"
        op.execute(f"CREATE TABLE {table}_words (rowid integer PRIMARY KEY, words tsvector NOT NULL)")
        op.execute(f"CREATE INDEX ix_{table}_words ON {table}_words USING gin (words)")
    op.execute(f"CREATE TRIGGER {table}_words_deleted AFTER DELETE ON {table} {forget}")
    op.execute(f"CREATE TRIGGER {table}_words_changed AFTER UPDATE OF title ON {table} {forget}")


def downgrade() -> None:
    """Forget everything of the desk but the flags of comments."""
    join = "flag JOIN moderation_case ON moderation_case.id = case_id JOIN idea_comment ON idea_comment.public_id = reference"
    columns = ", ".join(f"flag.{name.strip()} AS {name.strip()}" for name in FLAG.split(","))
    flags = _rows(f"{join} WHERE subject_kind = 'comment'", f"{columns}, idea_comment.id AS comment_id")
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for event in ("deleted", "changed"):
        op.execute(f"DROP TRIGGER moderation_case_words_{event}{'' if on_sqlite else ' ON moderation_case'}")
    for table in ("moderation_case_words", "flag", "decision", "moderation_case", "measure"):
        op.drop_table(table)
    for table in HIDEABLE:
        op.drop_column(table, "hidden_at")
    _flag_of_comments()
    for flag in flags:
        flag["outcome"] = "hidden" if flag["outcome"] == "upheld" else flag["outcome"]
    once = {(flag["comment_id"], flag["person_id"], flag["email"] or flag["id"]): flag for flag in flags}
    _insert("flag", list(once.values()))


def _flag_of_comments() -> None:
    op.create_table(
        "flag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("ground", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("closed_at", INSTANT, nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.CheckConstraint("person_id IS NULL OR email IS NULL", name=op.f("ck_flag_person_or_address")),
        sa.CheckConstraint("(closed_at IS NULL) = (outcome IS NULL)", name=op.f("ck_flag_closed_with_an_outcome")),
        sa.CheckConstraint("outcome IN ('kept','hidden')", name=op.f("ck_flag_known_outcome")),
        sa.ForeignKeyConstraint(["comment_id"], ["idea_comment.id"], name=op.f("fk_flag_comment_id_idea_comment")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_flag_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flag")),
        sa.UniqueConstraint("public_id", name=op.f("uq_flag_public_id")),
        sa.UniqueConstraint("comment_id", "person_id", name=op.f("uq_flag_comment_id_person_id")),
        sa.UniqueConstraint("comment_id", "email", name=op.f("uq_flag_comment_id_email")),
    )
    op.create_index(op.f("ix_flag_comment_id"), "flag", ["comment_id"])
    op.create_index(op.f("ix_flag_person_id"), "flag", ["person_id"])
