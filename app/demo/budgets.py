"""The budget tables of the demonstration: the same euros as the dossier says, told in lines."""

from datetime import timedelta
from typing import Any

from app.budgets.models import Budget, BudgetLine, Funding
from app.core import clock
from app.core.extensions import db
from app.demo.texts import dice
from app.projects.models import Project

EXPENSES = (  # account, label, percent of the whole
    (60, "Matériel et fournitures", 38),
    (61, "Location et assurance du local", 17),
    (62, "Intervenants, affiches et déplacements", 25),
    (64, "Heures d’animation", 20),
)
FUNDERS = ("Commune", "Communauté d’agglomération", "Caisse d’allocations familiales", "Région Hauts-de-France")
HOURLY = 1_200  # cents


def add_budget(project: Project, about: dict[str, Any]) -> None:
    """The table of a project, when its dossier says amounts: balanced once both are there."""
    asked, whole = (about.get("requested") or 0) * 100, (about.get("budget") or 0) * 100
    lines = [*_expenses(whole), *_resources(about["key"], asked, whole)]
    if asked and whole:
        lines += _hours(about["key"])
    if lines:
        for position, line in enumerate(lines, 1):
            line.position = position
        db.session.add(Budget(project=project, lines=lines))


def _expenses(whole: int) -> list[BudgetLine]:
    """Whole euros each; the first line takes what rounding leaves."""
    amounts = [whole * percent // 10_000 * 100 for _account, _label, percent in EXPENSES]
    amounts[0] += whole - sum(amounts)
    return [
        _line(account, label, cents) for (account, label, _p), cents in zip(EXPENSES, amounts, strict=True) if cents
    ]


def _resources(key: str, asked: int, whole: int) -> list[BudgetLine]:
    lines = [_line(74, "Budget citoyen", asked, is_asked=True)] if asked else []
    rest = whole - asked
    if not asked or rest <= 0:
        return lines
    chance = dice(f"budget/{key}")
    gifts = min(rest, 30_000)
    lines.append(_line(75, "Cotisations et dons", gifts))
    if rest > gifts:
        state = chance.choice((Funding.ASKED, Funding.AGREED, Funding.PAID))
        day = clock.today() - timedelta(days=chance.randint(5, 60))
        lines.append(_line(74, chance.choice(FUNDERS), rest - gifts, funding=state, funding_on=day))
    return lines


def _hours(key: str) -> list[BudgetLine]:
    hours = dice(f"hours/{key}").randrange(40, 200, 10)
    told = {"quantity": hours * 1000, "unit": "heure", "unit_cents": HOURLY}
    return [_line(account, "Heures des bénévoles", hours * HOURLY, **told) for account in (86, 87)]


def _line(account: int, label: str, cents: int, **more: Any) -> BudgetLine:
    return BudgetLine(account=account, label=label, amount_cents=cents, **more)
