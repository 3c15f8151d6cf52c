"""What is read of budgets."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, lazyload

from app.accounts.models import Person
from app.budgets.lines import Remark, Totals, remarks, totals_of
from app.budgets.models import Budget, BudgetLine
from app.core.audit import name_of
from app.core.extensions import db
from app.files.models import FileKind, StoredFile
from app.projects.models import Project
from app.rounds.models import Round
from app.rounds.queries import rules_of


def budget_of(project: Project) -> Budget | None:
    """The table of a project with its lines in order, if it has been begun."""
    return db.session.scalar(select(Budget).where(Budget.project_id == project.id).options(lazyload(Budget.project)))


def lines_of(project: Project) -> Sequence[BudgetLine]:
    """The lines of a project's table in one reading, none when it has not been begun."""
    query = select(BudgetLine).join(BudgetLine.budget).where(Budget.project_id == project.id)
    return db.session.scalars(query.order_by(BudgetLine.position, BudgetLine.id)).all()


def totals(project: Project) -> Totals:
    """What a project's table adds up to."""
    return totals_of(lines_of(project))


def remarks_on(project: Project) -> list[Remark]:
    """What is not right yet with a project's table, by the rulebook of its round."""
    return remarks(lines_of(project), rules_of(project.round))


def line_by_public_id(public_id: str) -> BudgetLine | None:
    """One line, with its table and its project; the door decides who sees it."""
    project = joinedload(BudgetLine.budget).joinedload(Budget.project)
    return db.session.scalar(
        select(BudgetLine)
        .where(BudgetLine.public_id == public_id)
        .options(
            joinedload(BudgetLine.budget).lazyload(Budget.lines),
            project.lazyload(Project.answers),
            project.joinedload(Project.round).lazyload(Round.envelopes),
            project.joinedload(Project.holder).lazyload(Person.role_grants),
        )
    )


def quotes_of(lines: Iterable[BudgetLine]) -> dict[str, list[StoredFile]]:
    """The quotes (devis) joined to each line, by the line's public identifier, in one reading."""
    names = {name_of(line): line.public_id for line in lines}
    if not names:
        return {}
    query = select(StoredFile).where(StoredFile.subject.in_(names), StoredFile.kind == FileKind.DOCUMENT)
    found: dict[str, list[StoredFile]] = {}
    for file in db.session.scalars(query.order_by(StoredFile.created_at, StoredFile.id)):
        found.setdefault(names[file.subject], []).append(file)
    return found
