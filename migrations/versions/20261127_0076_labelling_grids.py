"""Labelling: grids and checklists, readings asked for, reconciliations, opinions, costings, questions."""

import sqlalchemy as sa
from alembic import op

revision = "0076"
down_revision = "0070"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nine tables; readings written so far are finished ones."""
    op.create_table(
        "checklist",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("points", sa.JSON(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_checklist_number_counted")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_checklist_round_id_round")),
        sa.ForeignKeyConstraint(["written_by_id"], ["person.id"], name=op.f("fk_checklist_written_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist")),
        sa.UniqueConstraint("public_id", name=op.f("uq_checklist_public_id")),
        sa.UniqueConstraint("round_id", "number", name=op.f("uq_checklist_round_id_number")),
    )
    op.create_table(
        "scoring_grid",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("criteria", sa.JSON(), nullable=False),
        sa.Column("alert_from", sa.Integer(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.CheckConstraint("alert_from BETWEEN 1 AND 4", name=op.f("ck_scoring_grid_alert_in_bounds")),
        sa.CheckConstraint("number > 0", name=op.f("ck_scoring_grid_number_counted")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_scoring_grid_round_id_round")),
        sa.ForeignKeyConstraint(["written_by_id"], ["person.id"], name=op.f("fk_scoring_grid_written_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scoring_grid")),
        sa.UniqueConstraint("public_id", name=op.f("uq_scoring_grid_public_id")),
        sa.UniqueConstraint("round_id", "number", name=op.f("uq_scoring_grid_round_id_number")),
    )
    op.create_table(
        "admissibility_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("checklist_id", sa.Integer(), nullable=False),
        sa.Column("point", sa.String(), nullable=False),
        sa.Column("asked", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("checked_by_id", sa.Integer(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.CheckConstraint("verdict = 'yes' OR reason <> ''", name=op.f("ck_admissibility_check_no_silent_objection")),
        sa.CheckConstraint("verdict IN ('yes','no','to_complete')", name=op.f("ck_admissibility_check_known_verdict")),
        sa.ForeignKeyConstraint(
            ["checked_by_id"], ["person.id"], name=op.f("fk_admissibility_check_checked_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["checklist_id"], ["checklist.id"], name=op.f("fk_admissibility_check_checklist_id_checklist")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_admissibility_check_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_admissibility_check")),
        sa.UniqueConstraint("proposal_id", "point", name=op.f("uq_admissibility_check_proposal_id_point")),
        sa.UniqueConstraint("public_id", name=op.f("uq_admissibility_check_public_id")),
    )
    op.create_table(
        "costing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("estimate_cents", sa.BigInteger(), nullable=False),
        sa.Column("estimated_by", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.CheckConstraint("estimate_cents >= 0", name=op.f("ck_costing_money_not_negative")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_costing_proposal_id_proposal")),
        sa.ForeignKeyConstraint(["written_by_id"], ["person.id"], name=op.f("fk_costing_written_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_costing")),
        sa.UniqueConstraint("public_id", name=op.f("uq_costing_public_id")),
    )
    with op.batch_alter_table("costing") as batch_op:
        batch_op.create_index(batch_op.f("ix_costing_proposal_id"), ["proposal_id"], unique=False)

    op.create_table(
        "holder_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (answer = '')", name=op.f("ck_holder_question_answered_means_written")
        ),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (answered_by_id IS NULL)", name=op.f("ck_holder_question_answered_by_somebody")
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["person.id"], name=op.f("fk_holder_question_answered_by_id_person")
        ),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_holder_question_asked_by_id_person")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_holder_question_proposal_id_proposal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holder_question")),
        sa.UniqueConstraint("public_id", name=op.f("uq_holder_question_public_id")),
    )
    with op.batch_alter_table("holder_question") as batch_op:
        batch_op.create_index(batch_op.f("ix_holder_question_proposal_id"), ["proposal_id"], unique=False)

    op.create_table(
        "opinion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("service", sa.String(), nullable=False),
        sa.Column("asked_of_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("advice", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.CheckConstraint("advice IN ('favourable','reserved','unfavourable')", name=op.f("ck_opinion_known_advice")),
        sa.CheckConstraint("advice IS NULL OR text <> ''", name=op.f("ck_opinion_no_silent_advice")),
        sa.CheckConstraint("(advice IS NULL) = (answered_at IS NULL)", name=op.f("ck_opinion_answered_means_dated")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_opinion_asked_by_id_person")),
        sa.ForeignKeyConstraint(["asked_of_id"], ["person.id"], name=op.f("fk_opinion_asked_of_id_person")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_opinion_proposal_id_proposal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion")),
        sa.UniqueConstraint("proposal_id", "asked_of_id", name=op.f("uq_opinion_proposal_id_asked_of_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_opinion_public_id")),
    )
    with op.batch_alter_table("opinion") as batch_op:
        batch_op.create_index(batch_op.f("ix_opinion_asked_of_id"), ["asked_of_id"], unique=False)
        batch_op.create_index(
            "ix_opinion_waiting",
            ["due_on"],
            unique=False,
            postgresql_where=sa.text("answered_at IS NULL"),
            sqlite_where=sa.text("answered_at IS NULL"),
        )

    op.create_table(
        "reconciliation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(closed_at IS NULL) = (outcome IS NULL)", name=op.f("ck_reconciliation_closed_with_an_outcome")
        ),
        sa.ForeignKeyConstraint(["closed_by_id"], ["person.id"], name=op.f("fk_reconciliation_closed_by_id_person")),
        sa.ForeignKeyConstraint(["opened_by_id"], ["person.id"], name=op.f("fk_reconciliation_opened_by_id_person")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_reconciliation_proposal_id_proposal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reconciliation")),
        sa.UniqueConstraint("public_id", name=op.f("uq_reconciliation_public_id")),
    )
    with op.batch_alter_table("reconciliation") as batch_op:
        batch_op.create_index(batch_op.f("ix_reconciliation_proposal_id"), ["proposal_id"], unique=False)
        batch_op.create_index(
            "uq_reconciliation_one_open",
            ["proposal_id"],
            unique=True,
            postgresql_where=sa.text("closed_at IS NULL"),
            sqlite_where=sa.text("closed_at IS NULL"),
        )

    op.create_table(
        "reconciliation_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reconciliation_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_reconciliation_message_author_id_person")),
        sa.ForeignKeyConstraint(
            ["reconciliation_id"],
            ["reconciliation.id"],
            name=op.f("fk_reconciliation_message_reconciliation_id_reconciliation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reconciliation_message")),
    )
    with op.batch_alter_table("reconciliation_message") as batch_op:
        batch_op.create_index(batch_op.f("ix_reconciliation_message_author_id"), ["author_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_reconciliation_message_reconciliation_id"), ["reconciliation_id"], unique=False
        )

    op.create_table(
        "score_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("score_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.Integer(), nullable=False),
        sa.Column("after", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("before <> after AND reason <> ''", name=op.f("ck_score_change_changed_for_a_reason")),
        sa.CheckConstraint(
            "before BETWEEN 0 AND 4 AND after BETWEEN 0 AND 4", name=op.f("ck_score_change_zero_to_four")
        ),
        sa.ForeignKeyConstraint(["score_id"], ["score.id"], name=op.f("fk_score_change_score_id_score")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score_change")),
    )
    with op.batch_alter_table("score_change") as batch_op:
        batch_op.create_index(batch_op.f("ix_score_change_score_id"), ["score_id"], unique=False)

    with op.batch_alter_table("review") as batch_op:
        batch_op.add_column(sa.Column("grid_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("assigned_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("status", sa.String(), nullable=False, server_default="finished"))
        batch_op.add_column(sa.Column("status_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("reason", sa.String(), nullable=True))
        batch_op.create_check_constraint(
            batch_op.f("ck_review_known_status"), "status IN ('assigned','finished','recused','set_aside','released')"
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_review_no_silent_departure"),
            "status NOT IN ('recused','set_aside','released') OR reason IS NOT NULL",
        )
        batch_op.create_foreign_key(batch_op.f("fk_review_grid_id_scoring_grid"), "scoring_grid", ["grid_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_review_assigned_by_id_person"), "person", ["assigned_by_id"], ["id"])

    op.execute("UPDATE review SET assigned_at = written_at")
    with op.batch_alter_table("review") as batch_op:
        batch_op.alter_column("assigned_at", existing_type=sa.DateTime(timezone=True), nullable=False)
        batch_op.alter_column("status", existing_type=sa.String(), server_default=None)

    with op.batch_alter_table("score") as batch_op:
        batch_op.add_column(sa.Column("place", sa.Integer(), nullable=True))
        batch_op.alter_column("points", existing_type=sa.INTEGER(), nullable=True)


def downgrade() -> None:
    """Undo."""
    op.execute("DELETE FROM score WHERE points IS NULL")
    with op.batch_alter_table("score") as batch_op:
        batch_op.alter_column("points", existing_type=sa.INTEGER(), nullable=False)
        batch_op.drop_column("place")

    with op.batch_alter_table("review") as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_review_known_status"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_review_no_silent_departure"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_review_assigned_by_id_person"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_review_grid_id_scoring_grid"), type_="foreignkey")
        batch_op.drop_column("reason")
        batch_op.drop_column("status_at")
        batch_op.drop_column("status")
        batch_op.drop_column("assigned_at")
        batch_op.drop_column("assigned_by_id")
        batch_op.drop_column("grid_id")

    with op.batch_alter_table("score_change") as batch_op:
        batch_op.drop_index(batch_op.f("ix_score_change_score_id"))

    op.drop_table("score_change")
    with op.batch_alter_table("reconciliation_message") as batch_op:
        batch_op.drop_index(batch_op.f("ix_reconciliation_message_reconciliation_id"))
        batch_op.drop_index(batch_op.f("ix_reconciliation_message_author_id"))

    op.drop_table("reconciliation_message")
    with op.batch_alter_table("reconciliation") as batch_op:
        batch_op.drop_index(
            "uq_reconciliation_one_open",
            postgresql_where=sa.text("closed_at IS NULL"),
            sqlite_where=sa.text("closed_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_reconciliation_proposal_id"))

    op.drop_table("reconciliation")
    with op.batch_alter_table("opinion") as batch_op:
        batch_op.drop_index(
            "ix_opinion_waiting",
            postgresql_where=sa.text("answered_at IS NULL"),
            sqlite_where=sa.text("answered_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_opinion_asked_of_id"))

    op.drop_table("opinion")
    with op.batch_alter_table("holder_question") as batch_op:
        batch_op.drop_index(batch_op.f("ix_holder_question_proposal_id"))

    op.drop_table("holder_question")
    with op.batch_alter_table("costing") as batch_op:
        batch_op.drop_index(batch_op.f("ix_costing_proposal_id"))

    op.drop_table("costing")
    op.drop_table("admissibility_check")
    op.drop_table("scoring_grid")
    op.drop_table("checklist")
