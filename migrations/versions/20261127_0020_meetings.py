"""Meetings have a place of their own, a programme, hosts, a waiting list, guests and needs."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

SEATED = "(seat IS NULL) <> (waiting IS NULL)"
KEPT = ("id", "event_id", "person_id", "seat", "registered_at", "attended", "public_id")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Each place already typed becomes a place; everybody registered keeps their seat."""
    rows = _registrations()
    op.drop_table("registration")
    _places()
    _event()
    _registration()
    _give_back(rows)
    _programme()
    _people()


def downgrade() -> None:
    """Places become words again; guests, who have no account, and those who wait are lost."""
    rows = [row for row in _registrations() if row["seat"] is not None]
    for table in ("calendar_feed", "guest_request", "event_host", "registration_needs", "session_choice"):
        op.drop_table(table)
    op.drop_table("event_session")
    op.drop_table("registration")
    with op.batch_alter_table("event") as table:
        table.add_column(sa.Column("place", sa.String(), nullable=False, server_default=""))
    op.execute("UPDATE event SET place = (SELECT name FROM place WHERE place.id = event.place_id)")
    with op.batch_alter_table("event") as table:
        table.drop_index(op.f("ix_event_place_id"))
        table.drop_constraint(op.f("fk_event_place_id_place"), type_="foreignkey")
        for check in ("waiting_places_counted", "known_status", "no_silent_cancellation"):
            table.drop_constraint(op.f(f"ck_event_{check}"), type_="check")
        for column in ("place_id", "waiting_places", "status", "status_at", "cancel_reason", "sequence"):
            table.drop_column(column)
    op.drop_table("place")
    op.create_table(
        "registration",
        *_registration_columns(),
        sa.UniqueConstraint("event_id", "person_id", name=op.f("uq_registration_event_id_person_id")),
        sa.UniqueConstraint("event_id", "seat", name=op.f("uq_registration_event_id_seat")),
    )
    _index("registration", "event_id", "person_id")
    _give_back(rows)


def _registrations() -> list[dict[str, object]]:
    found = op.get_bind().execute(sa.text(f"SELECT {', '.join(KEPT)} FROM registration"))  # noqa: S608 (our own columns)
    return [dict(row) for row in found.mappings()]


def _give_back(rows: list[dict[str, object]]) -> None:
    if rows:
        names = ", ".join(f":{name}" for name in KEPT)
        insert = sa.text(f"INSERT INTO registration ({', '.join(KEPT)}) VALUES ({names})")  # noqa: S608 (our own columns)
        op.get_bind().execute(insert, rows)
    if op.get_bind().dialect.name == "postgresql":
        last = "SELECT setval(pg_get_serial_sequence('registration', 'id'), coalesce(max(id), 1)) FROM registration"
        op.execute(last)


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _key(table: str, column: str, to: str, **more: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}_{to.split('.')[0]}"), **more)


def _places() -> None:
    op.create_table(
        "place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("municipality_code", sa.String(), nullable=False),
        sa.Column("step_free", sa.Boolean(), nullable=False),
        sa.Column("hearing_loop", sa.Boolean(), nullable=False),
        sa.Column("access_notes", sa.String(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _key("place", "municipality_code", "municipality.code"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
        sa.UniqueConstraint("public_id", name=op.f("uq_place_public_id")),
        sa.UniqueConstraint("municipality_code", "name", name=op.f("uq_place_municipality_code_name")),
    )
    known = op.get_bind().execute(sa.text("SELECT DISTINCT municipality_code, place FROM event")).all()
    for code, name in known:
        insert = sa.text(
            "INSERT INTO place (public_id, name, address, municipality_code, step_free, hearing_loop, access_notes,"
            " created_at, updated_at, version)"
            " VALUES (:id, :name, '', :code, false, false, '', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 1)"
        )
        op.get_bind().execute(insert, {"id": secrets.token_urlsafe(9), "name": name, "code": code})


def _event() -> None:
    with op.batch_alter_table("event") as table:
        table.add_column(sa.Column("place_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("waiting_places", sa.Integer(), nullable=False, server_default="30"))
        table.add_column(sa.Column("status", sa.String(), nullable=False, server_default="announced"))
        table.add_column(sa.Column("status_at", INSTANT, nullable=True))
        table.add_column(sa.Column("cancel_reason", sa.String(), nullable=True))
        table.add_column(sa.Column("sequence", sa.Integer(), nullable=False, server_default="0"))
    op.execute(
        "UPDATE event SET place_id = (SELECT id FROM place WHERE place.name = event.place"
        " AND place.municipality_code = event.municipality_code)"
    )
    with op.batch_alter_table("event") as table:
        table.drop_column("place")
        table.alter_column("place_id", existing_type=sa.Integer(), nullable=False)
        table.create_foreign_key(op.f("fk_event_place_id_place"), "place", ["place_id"], ["id"])
        table.create_index(op.f("ix_event_place_id"), ["place_id"])
        table.create_check_constraint(op.f("ck_event_waiting_places_counted"), "waiting_places >= 0")
        table.create_check_constraint(op.f("ck_event_known_status"), "status IN ('draft','announced','cancelled')")
        table.create_check_constraint(
            op.f("ck_event_no_silent_cancellation"), "status <> 'cancelled' OR cancel_reason IS NOT NULL"
        )


def _registration_columns() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("seat", sa.Integer(), nullable=True),
        sa.Column("registered_at", INSTANT, nullable=False),
        sa.Column("attended", sa.Boolean(), nullable=True),
        sa.Column("public_id", sa.String(), nullable=False),
        _key("registration", "event_id", "event.id"),
        _key("registration", "person_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration")),
        sa.UniqueConstraint("public_id", name=op.f("uq_registration_public_id")),
    ]


def _registration() -> None:
    op.create_table(
        "registration",
        *_registration_columns(),
        sa.Column("waiting", sa.Integer(), nullable=True),
        sa.Column("guest_name", sa.String(), nullable=True),
        sa.Column("guest_email", sa.String(), nullable=True),
        sa.Column("reminded", sa.Integer(), nullable=True),
        sa.CheckConstraint(SEATED, name=op.f("ck_registration_seated_or_waiting")),
        sa.CheckConstraint("person_id IS NULL OR guest_name IS NULL", name=op.f("ck_registration_person_or_guest")),
        sa.UniqueConstraint("event_id", "person_id", name=op.f("uq_registration_event_id_person_id")),
        sa.UniqueConstraint("event_id", "seat", name=op.f("uq_registration_event_id_seat")),
        sa.UniqueConstraint("event_id", "waiting", name=op.f("uq_registration_event_id_waiting")),
        sa.UniqueConstraint(
            "event_id", "guest_email", "guest_name", name=op.f("uq_registration_event_id_guest_email_guest_name")
        ),
    )
    _index("registration", "event_id", "person_id", "guest_email")


def _programme() -> None:
    op.create_table(
        "event_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("room", sa.String(), nullable=False),
        sa.Column("speakers", sa.String(), nullable=False),
        sa.Column("starts_at", INSTANT, nullable=False),
        sa.Column("ends_at", INSTANT, nullable=False),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_event_session_starts_before_it_ends")),
        sa.CheckConstraint("seats IS NULL OR seats > 0", name=op.f("ck_event_session_some_seats")),
        _key("event_session", "event_id", "event.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_session")),
        sa.UniqueConstraint("public_id", name=op.f("uq_event_session_public_id")),
    )
    _index("event_session", "event_id")
    op.create_table(
        "session_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=True),
        sa.Column("waiting", sa.Integer(), nullable=True),
        sa.CheckConstraint(SEATED, name=op.f("ck_session_choice_seated_or_waiting")),
        _key("session_choice", "registration_id", "registration.id", ondelete="CASCADE"),
        _key("session_choice", "session_id", "event_session.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_choice")),
        sa.UniqueConstraint("registration_id", "session_id", name=op.f("uq_session_choice_registration_id_session_id")),
        sa.UniqueConstraint("session_id", "seat", name=op.f("uq_session_choice_session_id_seat")),
        sa.UniqueConstraint("session_id", "waiting", name=op.f("uq_session_choice_session_id_waiting")),
    )
    _index("session_choice", "session_id")
    op.create_table(
        "registration_needs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("access", sa.Boolean(), nullable=False),
        sa.Column("interpreter", sa.Boolean(), nullable=False),
        sa.Column("children", sa.Integer(), nullable=False),
        sa.Column("meal", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint("children BETWEEN 0 AND 10", name=op.f("ck_registration_needs_a_few_children")),
        _key("registration_needs", "registration_id", "registration.id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_needs")),
        sa.UniqueConstraint("registration_id", name=op.f("uq_registration_needs_registration_id")),
    )


def _people() -> None:
    op.create_table(
        "event_host",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        _key("event_host", "event_id", "event.id"),
        _key("event_host", "person_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_host")),
        sa.UniqueConstraint("event_id", "person_id", name=op.f("uq_event_host_event_id_person_id")),
    )
    _index("event_host", "person_id")
    op.create_table(
        "guest_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("wishes", sa.JSON(), nullable=False),
        sa.Column("token_digest", sa.String(), nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        _key("guest_request", "event_id", "event.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guest_request")),
        sa.UniqueConstraint("event_id", "email", name=op.f("uq_guest_request_event_id_email")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_guest_request_token_digest")),
    )
    _index("guest_request", "expires_at")
    op.create_table(
        "calendar_feed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        _key("calendar_feed", "person_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_feed")),
        sa.UniqueConstraint("person_id", name=op.f("uq_calendar_feed_person_id")),
        sa.UniqueConstraint("key", name=op.f("uq_calendar_feed_key")),
    )
