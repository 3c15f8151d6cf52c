"""The tables of the first round, end to end."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The tables of the first round, end to end."""
    op.create_table(
        "allowance",
        sa.Column("deed", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("spent", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("spent >= 0", name=op.f("ck_allowance_spent_counted")),
        sa.PrimaryKeyConstraint("deed", "about", name=op.f("pk_allowance")),
    )
    with op.batch_alter_table("allowance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_allowance_until"), ["until"], unique=False)

    op.create_table(
        "audit_event",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=True),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
        sa.UniqueConstraint("digest", name=op.f("uq_audit_event_digest")),
    )
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_event_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_event_subject"), ["subject"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_event_verb"), ["verb"], unique=False)

    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("last_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    op.create_table(
        "department",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("of_name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_department")),
    )
    op.create_table(
        "email_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("attempts >= 0 AND attempts <= 5", name=op.f("ck_email_code_few_attempts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_email_code")),
        sa.UniqueConstraint("purpose", "email", "subject", name=op.f("uq_email_code_purpose_email_subject")),
    )
    op.create_table(
        "epci",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_epci")),
    )
    op.create_table(
        "outbox_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("to", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("dedup", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failure", sa.String(), nullable=True),
        sa.CheckConstraint("tries >= 0", name=op.f("ck_outbox_message_tries_counted")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_message")),
        sa.UniqueConstraint("dedup", name=op.f("uq_outbox_message_dedup")),
    )
    with op.batch_alter_table("outbox_message", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outbox_message_due_at"), ["due_at"], unique=False)

    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
        sa.UniqueConstraint("public_id", name=op.f("uq_person_public_id")),
    )
    op.create_table(
        "round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("preset", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("imported_from", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("status_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("status IN ('draft','published','archived')", name=op.f("ck_round_known_status")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round")),
        sa.UniqueConstraint("name", name=op.f("uq_round_name")),
        sa.UniqueConstraint("public_id", name=op.f("uq_round_public_id")),
    )
    op.create_table(
        "ballot",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("pseudonym", sa.String(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("nonce", sa.String(), nullable=False),
        sa.Column("commitment", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_ballot_counted_from_one")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_ballot_round_id_round")),
        sa.PrimaryKeyConstraint("round_id", "pseudonym", name=op.f("pk_ballot")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("ballot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ballot_commitment"), ["commitment"], unique=False)

    op.create_table(
        "canton",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("department_code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_code"], ["department.code"], name=op.f("fk_canton_department_code_department")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_canton")),
    )
    with op.batch_alter_table("canton", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_canton_department_code"), ["department_code"], unique=False)

    op.create_table(
        "envelope",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount_cents > 0", name=op.f("ck_envelope_some_money")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_envelope_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_envelope")),
        sa.UniqueConstraint("round_id", "scope", "name", name=op.f("uq_envelope_round_id_scope_name")),
    )
    with op.batch_alter_table("envelope", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_envelope_round_id"), ["round_id"], unique=False)

    op.create_table(
        "rulebook",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(published_at IS NULL) = (digest IS NULL)", name=op.f("ck_rulebook_published_means_hashed")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_rulebook_round_id_round")),
        sa.ForeignKeyConstraint(["written_by_id"], ["person.id"], name=op.f("fk_rulebook_written_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rulebook")),
        sa.UniqueConstraint("public_id", name=op.f("uq_rulebook_public_id")),
        sa.UniqueConstraint("round_id", "number", name=op.f("uq_rulebook_round_id_number")),
    )
    with op.batch_alter_table("rulebook", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rulebook_round_id"), ["round_id"], unique=False)

    op.create_table(
        "phase",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("status_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("close_requested_by_id", sa.Integer(), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("rulebook_id", sa.Integer(), nullable=True),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("status IN ('planned','open','closing','closed')", name=op.f("ck_phase_known_status")),
        sa.CheckConstraint(
            "closed_by_id IS NULL OR (close_requested_by_id IS NOT NULL AND closed_by_id <> close_requested_by_id)",
            name=op.f("ck_phase_two_people_close"),
        ),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_phase_starts_before_it_ends")),
        sa.ForeignKeyConstraint(
            ["close_requested_by_id"], ["person.id"], name=op.f("fk_phase_close_requested_by_id_person")
        ),
        sa.ForeignKeyConstraint(["closed_by_id"], ["person.id"], name=op.f("fk_phase_closed_by_id_person")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_phase_round_id_round")),
        sa.ForeignKeyConstraint(["rulebook_id"], ["rulebook.id"], name=op.f("fk_phase_rulebook_id_rulebook")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phase")),
        sa.UniqueConstraint("public_id", name=op.f("uq_phase_public_id")),
        sa.UniqueConstraint("round_id", "kind", name=op.f("uq_phase_round_id_kind")),
    )
    with op.batch_alter_table("phase", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_phase_round_id"), ["round_id"], unique=False)

    op.create_table(
        "result",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ballots", sa.Integer(), nullable=False),
        sa.Column("certificate", sa.JSON(), nullable=False),
        sa.Column("statistics", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("status_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("status IN ('counted','certified','published')", name=op.f("ck_result_known_status")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_result_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result")),
        sa.UniqueConstraint("public_id", name=op.f("uq_result_public_id")),
        sa.UniqueConstraint("round_id", name=op.f("uq_result_round_id")),
    )
    op.create_table(
        "role_grant",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("granted_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "role IN ('mentor','moderator','reviewer','staff','administrator')", name=op.f("ck_role_grant_known_role")
        ),
        sa.ForeignKeyConstraint(["granted_by_id"], ["person.id"], name=op.f("fk_role_grant_granted_by_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_role_grant_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", "role", name=op.f("pk_role_grant")),
    )
    op.create_table(
        "sign_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("token_digest", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sign_in_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("public_id", name=op.f("uq_sign_in_public_id")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_sign_in_token_digest")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_person_id"), ["person_id"], unique=False)

    op.create_table(
        "step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("guidance", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_step_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step")),
        sa.UniqueConstraint("round_id", "key", name=op.f("uq_step_round_id_key")),
    )
    with op.batch_alter_table("step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_step_round_id"), ["round_id"], unique=False)

    op.create_table(
        "municipality",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sort_name", sa.String(), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("department_code", sa.String(), nullable=False),
        sa.Column("epci_code", sa.String(), nullable=True),
        sa.Column("canton_code", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["canton_code"], ["canton.code"], name=op.f("fk_municipality_canton_code_canton")),
        sa.ForeignKeyConstraint(
            ["department_code"], ["department.code"], name=op.f("fk_municipality_department_code_department")
        ),
        sa.ForeignKeyConstraint(["epci_code"], ["epci.code"], name=op.f("fk_municipality_epci_code_epci")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_municipality")),
    )
    with op.batch_alter_table("municipality", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_municipality_canton_code"), ["canton_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_municipality_department_code"), ["department_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_municipality_epci_code"), ["epci_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_municipality_sort_name"), ["sort_name"], unique=False)

    op.create_table(
        "signature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("result_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_signature_person_id_person")),
        sa.ForeignKeyConstraint(["result_id"], ["result.id"], name=op.f("fk_signature_result_id_result")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature")),
        sa.UniqueConstraint("result_id", "person_id", name=op.f("uq_signature_result_id_person_id")),
    )
    with op.batch_alter_table("signature", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signature_result_id"), ["result_id"], unique=False)

    op.create_table(
        "step_field",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("hint", sa.String(), nullable=False),
        sa.Column("example", sa.String(), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.CheckConstraint("kind IN ('text','long_text','money')", name=op.f("ck_step_field_known_kind")),
        sa.ForeignKeyConstraint(["step_id"], ["step.id"], name=op.f("fk_step_field_step_id_step")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step_field")),
        sa.UniqueConstraint("step_id", "key", name=op.f("uq_step_field_step_id_key")),
    )
    with op.batch_alter_table("step_field", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_step_field_step_id"), ["step_id"], unique=False)

    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("programme", sa.String(), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("municipality_code", sa.String(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("seats > 0", name=op.f("ck_event_some_seats")),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_event_starts_before_it_ends")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipality.code"], name=op.f("fk_event_municipality_code_municipality")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_event_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("public_id", name=op.f("uq_event_public_id")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_municipality_code"), ["municipality_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_round_id"), ["round_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_starts_at"), ["starts_at"], unique=False)

    op.create_table(
        "idea",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("municipality_code", sa.String(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("status_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision_ground", sa.String(), nullable=True),
        sa.Column("decision_reason", sa.String(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("hidden_from", sa.String(), nullable=True),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "status IN ('pending','published','refused','hidden','grown')", name=op.f("ck_idea_known_status")
        ),
        sa.CheckConstraint(
            "status NOT IN ('refused','hidden') OR decision_reason IS NOT NULL", name=op.f("ck_idea_no_silent_refusal")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_idea_author_id_person")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f("fk_idea_decided_by_id_person")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipality.code"], name=op.f("fk_idea_municipality_code_municipality")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_idea_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea")),
        sa.UniqueConstraint("public_id", name=op.f("uq_idea_public_id")),
    )
    with op.batch_alter_table("idea", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_idea_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_idea_municipality_code"), ["municipality_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_idea_round_id"), ["round_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_idea_status"), ["status"], unique=False)
        batch_op.create_index(batch_op.f("ix_idea_theme"), ["theme"], unique=False)

    op.create_table(
        "postal_code",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("municipality_code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipality.code"], name=op.f("fk_postal_code_municipality_code_municipality")
        ),
        sa.PrimaryKeyConstraint("code", "municipality_code", name=op.f("pk_postal_code")),
    )
    op.create_table(
        "voter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("birth_year", sa.Integer(), nullable=False),
        sa.Column("municipality_code", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("email_slot", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.CheckConstraint("email_slot >= 1", name=op.f("ck_voter_slots_from_one")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipality.code"], name=op.f("fk_voter_municipality_code_municipality")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_voter_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voter")),
        sa.UniqueConstraint("public_id", name=op.f("uq_voter_public_id")),
        sa.UniqueConstraint("round_id", "email", "email_slot", name=op.f("uq_voter_round_id_email_email_slot")),
        sa.UniqueConstraint(
            "round_id",
            "name_key",
            "birth_year",
            "municipality_code",
            name=op.f("uq_voter_round_id_name_key_birth_year_municipality_code"),
        ),
    )
    with op.batch_alter_table("voter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_voter_round_id"), ["round_id"], unique=False)

    op.create_table(
        "project",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("idea_id", sa.Integer(), nullable=True),
        sa.Column("holder_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("collective", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("municipality_code", sa.String(), nullable=False),
        sa.Column("youth", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("status_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("to_complete", sa.String(), nullable=True),
        sa.Column("comptoir_waiver", sa.String(), nullable=True),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("status IN ('draft','submitted','to_complete')", name=op.f("ck_project_known_status")),
        sa.ForeignKeyConstraint(["holder_id"], ["person.id"], name=op.f("fk_project_holder_id_person")),
        sa.ForeignKeyConstraint(["idea_id"], ["idea.id"], name=op.f("fk_project_idea_id_idea")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipality.code"], name=op.f("fk_project_municipality_code_municipality")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_project_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
        sa.UniqueConstraint("idea_id", name=op.f("uq_project_idea_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_project_public_id")),
    )
    with op.batch_alter_table("project", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_project_holder_id"), ["holder_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_project_municipality_code"), ["municipality_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_project_round_id"), ["round_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_project_status"), ["status"], unique=False)

    op.create_table(
        "registration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attended", sa.Boolean(), nullable=True),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_registration_event_id_event")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_registration_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration")),
        sa.UniqueConstraint("event_id", "person_id", name=op.f("uq_registration_event_id_person_id")),
        sa.UniqueConstraint("event_id", "seat", name=op.f("uq_registration_event_id_seat")),
        sa.UniqueConstraint("public_id", name=op.f("uq_registration_public_id")),
    )
    with op.batch_alter_table("registration", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_registration_event_id"), ["event_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_registration_person_id"), ["person_id"], unique=False)

    op.create_table(
        "answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("field_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["field_id"], ["step_field.id"], name=op.f("fk_answer_field_id_step_field")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_answer_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint("project_id", "field_id", name=op.f("uq_answer_project_id_field_id")),
    )
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answer_project_id"), ["project_id"], unique=False)

    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("collective", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=True),
        sa.Column("municipality_code", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("youth", sa.Boolean(), nullable=False),
        sa.Column("requested_cents", sa.BigInteger(), nullable=False),
        sa.Column("budget_cents", sa.BigInteger(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("scores", sa.JSON(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("status_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision_reason", sa.String(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "status <> 'labelled' OR number IS NOT NULL", name=op.f("ck_proposal_labelled_means_numbered")
        ),
        sa.CheckConstraint(
            "status IN ('entered','labelled','refused','replaced','withdrawn')", name=op.f("ck_proposal_known_status")
        ),
        sa.CheckConstraint("requested_cents >= 0 AND budget_cents >= 0", name=op.f("ck_proposal_money_not_negative")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f("fk_proposal_decided_by_id_person")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipality.code"], name=op.f("fk_proposal_municipality_code_municipality")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_proposal_project_id_project")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_proposal_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sa.UniqueConstraint("public_id", name=op.f("uq_proposal_public_id")),
        sa.UniqueConstraint("round_id", "code", name=op.f("uq_proposal_round_id_code")),
        sa.UniqueConstraint("round_id", "number", name=op.f("uq_proposal_round_id_number")),
    )
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proposal_municipality_code"), ["municipality_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_proposal_project_id"), ["project_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_proposal_round_id"), ["round_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_proposal_status"), ["status"], unique=False)
        batch_op.create_index(batch_op.f("ix_proposal_theme"), ["theme"], unique=False)
        batch_op.create_index(
            "uq_proposal_one_label",
            ["project_id"],
            unique=True,
            postgresql_where=sa.text("status = 'labelled'"),
            sqlite_where=sa.text("status = 'labelled'"),
        )

    op.create_table(
        "result_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("result_id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("votes", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("grant_cents", sa.BigInteger(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.CheckConstraint("grant_cents >= 0", name=op.f("ck_result_line_grant_not_negative")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_result_line_proposal_id_proposal")),
        sa.ForeignKeyConstraint(["result_id"], ["result.id"], name=op.f("fk_result_line_result_id_result")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result_line")),
        sa.UniqueConstraint("result_id", "proposal_id", name=op.f("uq_result_line_result_id_proposal_id")),
    )
    with op.batch_alter_table("result_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_result_line_result_id"), ["result_id"], unique=False)

    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_review_proposal_id_proposal")),
        sa.ForeignKeyConstraint(["reviewer_id"], ["person.id"], name=op.f("fk_review_reviewer_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
        sa.UniqueConstraint("proposal_id", "reviewer_id", name=op.f("uq_review_proposal_id_reviewer_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_review_public_id")),
    )
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_proposal_id"), ["proposal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_review_reviewer_id"), ["reviewer_id"], unique=False)

    op.create_table(
        "score",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.String(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint("points >= 0 AND points <= 4", name=op.f("ck_score_zero_to_four")),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_score_review_id_review")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score")),
        sa.UniqueConstraint("review_id", "criterion", name=op.f("uq_score_review_id_criterion")),
    )
    with op.batch_alter_table("score", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_score_review_id"), ["review_id"], unique=False)


def downgrade() -> None:
    """Undo."""
    with op.batch_alter_table("score", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_score_review_id"))

    op.drop_table("score")
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_review_reviewer_id"))
        batch_op.drop_index(batch_op.f("ix_review_proposal_id"))

    op.drop_table("review")
    with op.batch_alter_table("result_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_result_line_result_id"))

    op.drop_table("result_line")
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_proposal_one_label",
            postgresql_where=sa.text("status = 'labelled'"),
            sqlite_where=sa.text("status = 'labelled'"),
        )
        batch_op.drop_index(batch_op.f("ix_proposal_theme"))
        batch_op.drop_index(batch_op.f("ix_proposal_status"))
        batch_op.drop_index(batch_op.f("ix_proposal_round_id"))
        batch_op.drop_index(batch_op.f("ix_proposal_project_id"))
        batch_op.drop_index(batch_op.f("ix_proposal_municipality_code"))

    op.drop_table("proposal")
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_answer_project_id"))

    op.drop_table("answer")
    with op.batch_alter_table("registration", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_registration_person_id"))
        batch_op.drop_index(batch_op.f("ix_registration_event_id"))

    op.drop_table("registration")
    with op.batch_alter_table("project", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_project_status"))
        batch_op.drop_index(batch_op.f("ix_project_round_id"))
        batch_op.drop_index(batch_op.f("ix_project_municipality_code"))
        batch_op.drop_index(batch_op.f("ix_project_holder_id"))

    op.drop_table("project")
    with op.batch_alter_table("voter", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_voter_round_id"))

    op.drop_table("voter")
    op.drop_table("postal_code")
    with op.batch_alter_table("idea", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_idea_theme"))
        batch_op.drop_index(batch_op.f("ix_idea_status"))
        batch_op.drop_index(batch_op.f("ix_idea_round_id"))
        batch_op.drop_index(batch_op.f("ix_idea_municipality_code"))
        batch_op.drop_index(batch_op.f("ix_idea_author_id"))

    op.drop_table("idea")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_starts_at"))
        batch_op.drop_index(batch_op.f("ix_event_round_id"))
        batch_op.drop_index(batch_op.f("ix_event_municipality_code"))

    op.drop_table("event")
    with op.batch_alter_table("step_field", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_step_field_step_id"))

    op.drop_table("step_field")
    with op.batch_alter_table("signature", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_signature_result_id"))

    op.drop_table("signature")
    with op.batch_alter_table("municipality", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_municipality_sort_name"))
        batch_op.drop_index(batch_op.f("ix_municipality_epci_code"))
        batch_op.drop_index(batch_op.f("ix_municipality_department_code"))
        batch_op.drop_index(batch_op.f("ix_municipality_canton_code"))

    op.drop_table("municipality")
    with op.batch_alter_table("step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_step_round_id"))

    op.drop_table("step")
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_person_id"))

    op.drop_table("sign_in")
    op.drop_table("role_grant")
    op.drop_table("result")
    with op.batch_alter_table("phase", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_phase_round_id"))

    op.drop_table("phase")
    with op.batch_alter_table("rulebook", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rulebook_round_id"))

    op.drop_table("rulebook")
    with op.batch_alter_table("envelope", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_envelope_round_id"))

    op.drop_table("envelope")
    with op.batch_alter_table("canton", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_canton_department_code"))

    op.drop_table("canton")
    with op.batch_alter_table("ballot", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ballot_commitment"))

    op.drop_table("ballot")
    op.drop_table("round")
    op.drop_table("person")
    with op.batch_alter_table("outbox_message", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outbox_message_due_at"))

    op.drop_table("outbox_message")
    op.drop_table("epci")
    op.drop_table("email_code")
    op.drop_table("department")
    op.drop_table("audit_head")
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_event_verb"))
        batch_op.drop_index(batch_op.f("ix_audit_event_subject"))
        batch_op.drop_index(batch_op.f("ix_audit_event_at"))

    op.drop_table("audit_event")
    with op.batch_alter_table("allowance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_allowance_until"))

    op.drop_table("allowance")
