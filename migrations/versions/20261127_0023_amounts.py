"""The two amounts typed in older dossiers become the lines of a budget table: one place says what is asked."""

import secrets
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

ANSWERS = """
SELECT answer.project_id, step_field.key, answer.text FROM answer
JOIN step_field ON step_field.id = answer.field_id JOIN step ON step.id = step_field.step_id
WHERE step.kind = 'budget' AND step_field.key IN ('requested','budget')
"""
TYPED = """
DELETE FROM answer WHERE field_id IN
(SELECT step_field.id FROM step_field JOIN step ON step.id = step_field.step_id WHERE step.kind = 'budget')
"""


def upgrade() -> None:
    """The whole budget as one expense to detail; what is asked, and the rest, as resources. Then the answers go."""
    budget = sa.table(
        "budget",
        sa.column("id", sa.Integer),
        sa.column("project_id", sa.Integer),
        sa.column("public_id", sa.String),
        sa.column("created_at", sa.DateTime(timezone=True)),
        sa.column("updated_at", sa.DateTime(timezone=True)),
        sa.column("version", sa.Integer),
    )
    typed: dict[int, dict[str, int]] = {}
    for project, key, text in op.get_bind().execute(sa.text(ANSWERS)):
        if text.isdigit():
            typed.setdefault(project, {})[key] = int(text) * 100
    now = datetime.now(UTC)
    for project, amounts in typed.items():
        row = {"project_id": project, "public_id": secrets.token_urlsafe(9), "version": 1}
        op.execute(budget.insert().values(**row, created_at=now, updated_at=now))
        made = sa.select(budget.c.id).where(budget.c.project_id == project)
        _write(op.get_bind().execute(made).scalar_one(), amounts)
    op.execute(TYPED)
    op.execute("DELETE FROM step_field WHERE step_id IN (SELECT id FROM step WHERE kind = 'budget')")


def _write(budget_id: int, amounts: dict[str, int]) -> None:
    line = sa.table("budget_line", *(sa.column(name) for name in COLUMNS))
    asked, whole = amounts.get("requested"), amounts.get("budget")
    rest = max(0, (whole or 0) - (asked or 0))
    rows = [(65, "Dépenses à détailler", whole, False), (74, "Budget citoyen", asked, True)]
    rows.append((75, "Autres ressources à détailler", rest or None, False))
    for position, (account, label, cents, is_asked) in enumerate(rows, 1):
        if cents is not None:
            values = (budget_id, position, account, label, "", cents, is_asked, secrets.token_urlsafe(9))
            op.execute(line.insert().values(**dict(zip(COLUMNS, values, strict=True))))


COLUMNS = ("budget_id", "position", "account", "label", "unit", "amount_cents", "is_asked", "public_id")


def downgrade() -> None:
    """The lines stay in their table; the two answers are not made again."""
