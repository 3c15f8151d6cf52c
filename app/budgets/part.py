"""The budget as a part of the dossier: what it lacks, the amounts of the proposal, its lines once frozen."""

from datetime import datetime

from flask import url_for
from flask_babel import force_locale, gettext
from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from app.budgets.lines import counted, remarks, totals_of
from app.budgets.models import Budget, BudgetLine, Funding
from app.budgets.nomenclature import ACCOUNTS, Side, side_of
from app.budgets.queries import budget_of, lines_of
from app.core.audit import name_of
from app.core.text import N_, money
from app.projects.models import Project, Step
from app.projects.parts import Frozen, PartKind, PartState, fill_part, written_elsewhere
from app.projects.steps import BUDGET
from app.rounds.presets import Rules
from app.rounds.queries import rules_of

LABELS = {
    Side.EXPENSE: N_("Dépenses"),
    Side.RESOURCE: N_("Ressources"),
    Side.USE: N_("Contributions en nature : emplois"),
    Side.GIFT: N_("Contributions en nature : apports"),
}


def _address(project: Project, _step: Step) -> str:
    return url_for("budgets.detail", public_id=project.public_id)


def _state(project: Project, _step: Step) -> PartState:
    lines = lines_of(project)
    found = [remark.sentence.removesuffix(".") for remark in remarks(lines, rules_of(project.round)) if remark.blocks]
    return PartState(found, is_begun=bool(lines))


def _frozen(project: Project, _step: Step) -> Frozen:
    """One text a side, in French: the text of the dossier binds. What is given in kind is beside the expenses.

    The quotes of each line go with it.
    """
    lines = lines_of(project)
    totals = totals_of(lines)
    with force_locale("fr"):
        texts = {side: "\n".join(_in_words(line) for line in lines if line.side is side) for side in Side}
        quotes = {name_of(line): gettext("Devis, %(line)s", line=f"{line.account} – {line.label}") for line in lines}
    told = [{"label": LABELS[side], "text": text, "key": f"budget_{side}"} for side, text in texts.items() if text]
    return Frozen(told, (totals.asked or 0, totals.expenses), quotes)


def _in_words(line: BudgetLine) -> str:
    detail = []
    if line.quantity is not None and line.unit_cents is not None:
        detail.append(f"{counted(line)} × {money(line.unit_cents)}")
    if line.is_asked:
        detail.append(gettext("somme demandée"))
    if line.funding:
        detail.append(line.funding_name.lower())
    more = f" ({', '.join(detail)})" if detail else ""
    return f"{line.account} – {line.label} : {money(line.amount_cents)}{more}"


def _lacks(rules: Rules) -> ColumnElement[bool]:
    """What `remarks` says of one table, asked of the project of a query: some sentence that blocks is due."""
    expenses, asked = _sum(_on(Side.EXPENSE)), _sum(BudgetLine.is_asked.is_(True))
    at_most = [rules["ceiling_cents"]] if rules["ceiling_cents"] else []
    return or_(
        expenses == 0,
        ~_lines(BudgetLine.is_asked.is_(True)).exists(),
        asked < rules["floor_cents"],
        *(asked > ceiling for ceiling in at_most),
        asked > expenses,
        asked * 100 > expenses * rules["max_share_percent"],
        expenses != _sum(_on(Side.RESOURCE)),
        _sum(_on(Side.USE)) != _sum(_on(Side.GIFT)),
    )


def _on(side: Side) -> ColumnElement[bool]:
    counts = or_(BudgetLine.funding.is_(None), BudgetLine.funding != Funding.REFUSED)
    return and_(BudgetLine.account.in_([number for number in ACCOUNTS if side_of(number) is side]), counts)


def _lines(which: ColumnElement[bool]) -> Select[int]:
    lines = select(BudgetLine.id).join(Budget, Budget.id == BudgetLine.budget_id)
    return lines.where(Budget.project_id == Project.id, which).correlate(Project)


def _sum(which: ColumnElement[bool]) -> ColumnElement[int]:
    return _lines(which).with_only_columns(func.coalesce(func.sum(BudgetLine.amount_cents), 0)).scalar_subquery()


def _written(project: Project) -> datetime | None:
    budget = budget_of(project)
    return budget.updated_at if budget else None


fill_part(BUDGET, PartKind(_address, _state, _frozen, _lacks))
written_elsewhere(BUDGET, _written)
