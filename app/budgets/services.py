"""What is done with a budget: the whole table is written at once, on the version it was opened on."""

from collections.abc import Sequence
from dataclasses import replace

from flask_babel import gettext as _
from sqlalchemy import select, update

from app.accounts.models import Person
from app.budgets import queries
from app.budgets.lines import Line, totals_of
from app.budgets.models import LABEL_MAX, MOST_CENTS, MOST_LINES, MOST_QUANTITY, UNIT_MAX, Budget, BudgetLine
from app.budgets.nomenclature import ACCOUNTS, GRANTS, Side
from app.core import audit, clock
from app.core.errors import Refused, Stale
from app.core.extensions import db
from app.core.text import plain
from app.files.models import StoredFile
from app.files.services import remove_file
from app.projects.models import Project

KEPT = ("account", "quantity", "unit", "unit_cents", "amount_cents", "is_asked", "funding", "funding_on")


def write_budget(project: Project, lines: Sequence[Line], *, by: Person, version: int | None = None) -> Budget:
    """Put these lines in place of the project's table, in their order; a line that keeps its `key` keeps its quotes.

    Raises Stale when the table changed since `version` (0: none yet), Refused for a line that cannot be; nothing is
    changed then.
    """
    budget = queries.budget_of(project)
    if version is not None and version != (budget.version if budget else 0):
        raise Stale
    _check(lines)
    if budget is None:
        budget = Budget(project=project)
        db.session.add(budget)
    removed = _replace(budget, lines)
    budget.updated_at = clock.now()  # the version rises even when only a line changed
    db.session.flush()
    for file in _files_of(removed):
        remove_file(file, by=by)
    db.session.execute(update(Project).where(Project.id == project.id).values(updated_at=clock.now()))
    sums = totals_of(lines)
    audit.record(
        "budget.write",
        budget,
        by=by,
        project=project.public_id,
        lines=len(lines),
        asked_cents=sums.asked,
        expenses_cents=sums.expenses,
        resources_cents=sums.resources,
    )
    return budget


def _replace(budget: Budget, lines: Sequence[Line]) -> list[BudgetLine]:
    """Write the lines over those they stand for, add the others; give those that are no longer there."""
    known = {line.public_id: line for line in budget.lines}
    for old in known.values():  # one asked line at a time: the old one lets go before another takes its place
        old.is_asked = False
    db.session.flush()
    kept = []
    for position, line in enumerate(lines, 1):
        row = known.pop(line.key, None) or BudgetLine()
        row.position, row.label = position, line.label.strip()
        for column in KEPT:
            setattr(row, column, getattr(line, column))
        kept.append(row)
    budget.lines = kept
    return list(known.values())


def _files_of(lines: Sequence[BudgetLine]) -> Sequence[StoredFile]:
    names = [audit.name_of(line) for line in lines]
    return db.session.scalars(select(StoredFile).where(StoredFile.subject.in_(names))).all() if names else ()


def _check(lines: Sequence[Line]) -> None:
    if len(lines) > MOST_LINES:
        raise Refused(_("Un budget a %(most)s lignes au plus : regroupez-en quelques-unes.", most=MOST_LINES))
    if sum(line.is_asked for line in lines) > 1:
        raise Refused(_("La somme demandée au Budget citoyen tient sur une seule ligne."))
    for number, line in enumerate(lines, 1):
        if why := _refusal(line):
            raise Refused(_("Ligne %(n)s : %(why)s", n=number, why=why))


def _refusal(line: Line) -> str:  # noqa: PLR0911  (one sentence for each mistake)
    if line.account not in ACCOUNTS:
        return _("le compte %(account)s n’existe pas dans ce tableau.", account=line.account)
    if not line.label.strip():
        return _("dites en quelques mots de quoi il s’agit.")
    if len(line.label) > LABEL_MAX or len(line.unit) > UNIT_MAX:
        return _("le libellé fait 120 caractères au plus, l’unité 30.")
    if not 0 <= line.amount_cents <= MOST_CENTS:
        return _("le montant va de 0 à 100 millions d’euros.")
    if not 0 <= (line.quantity or 0) <= MOST_QUANTITY or not 0 <= (line.unit_cents or 0) <= MOST_CENTS:
        return _("la quantité va de 0 à 10 000, le prix de 0 à 100 millions d’euros.")
    if line.is_asked and line.account != GRANTS:
        return _("la somme demandée est une subvention : elle va au compte 74.")
    if line.funding is not None and line.side is not Side.RESOURCE:
        return _("un financeur se note parmi les ressources.")
    return ""


def matched(lines: Sequence[Line], kept: Sequence[BudgetLine]) -> tuple[list[Line], list[BudgetLine]]:
    """Lines from elsewhere, each standing for the kept one of the same account and label; then those left over."""
    free = list(kept)
    found = []
    for line in lines:
        same = next(
            (
                each
                for each in free
                if (each.is_asked and line.is_asked)
                or (each.account == line.account and plain(each.label) == plain(line.label))
            ),
            None,
        )
        if same is not None:
            free.remove(same)
        found.append(replace(line, key=same.public_id if same else ""))
    return found, free
