"""What is read of the versions of a step: the current one, the one a page was opened on, those set aside, the list."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import aliased, joinedload, lazyload, selectinload

from app.accounts.models import Person
from app.core.extensions import db
from app.projects.models import Member, Project, Step, StepVersion

ASIDE = "aside"
READ = (  # who may, and nothing of the rest
    joinedload(Project.holder).lazyload(Person.role_grants),
    selectinload(Project.members).joinedload(Member.person).lazyload(Person.role_grants),
    lazyload(Project.answers),
    joinedload(Project.round).lazyload("*"),
    lazyload(Step.fields),
)
AUTHOR = joinedload(StepVersion.author).lazyload(Person.role_grants)


class StepPage(NamedTuple):
    """One step of one project, with one of its versions when an address names it: what the doors of history load."""

    project: Project
    step: Step
    version: StepVersion | None = None

    @property
    def public_id(self) -> str:
        """That of the project, which the audit log speaks of."""
        return self.project.public_id


def _of(project: Project, step: Step) -> list[ColumnElement[bool]]:
    return [StepVersion.project_id == project.id, StepVersion.step_id == step.id]


def _latest(project: Project, step: Step) -> Select[StepVersion]:
    current = select(StepVersion).where(*_of(project, step), StepVersion.kind != ASIDE).options(AUTHOR)
    return current.order_by(StepVersion.number.desc()).limit(1)


def head_of(project: Project, step: Step) -> StepVersion | None:
    """The current version, as the database has it now; None when nothing was written."""
    return db.session.scalar(_latest(project, step).execution_options(populate_existing=True))


def version_seen(project: Project, step: Step, number: int) -> StepVersion | None:
    """What somebody who opened the page on `number` had before their eyes, or the nearest older version that is left.

    Older is as good: a merge needs a text that both come from.
    """
    return db.session.scalar(_latest(project, step).where(StepVersion.number <= number))


def last_number(project: Project, step: Step) -> int:
    """The number of the last save, set aside or not."""
    return db.session.scalar(select(func.max(StepVersion.number)).where(*_of(project, step))) or 0


def aside_of_page(project: Project, step: Step, page: str) -> StepVersion | None:
    """The text that this very page has set aside already."""
    query = select(StepVersion).where(*_of(project, step), StepVersion.kind == ASIDE, StepVersion.page == page)
    return db.session.scalar(query.order_by(StepVersion.number.desc()).limit(1)) if page else None


class Present(NamedTuple):
    """What stands in a step now: its current version, and texts set aside that their author did not take up since."""

    head: StepVersion | None
    waiting: Sequence[StepVersion]


def present(project: Project, step: Step, most: int = 5) -> Present:
    """Both in one query, latest first."""
    later = aliased(StepVersion)
    answered = exists().where(
        later.project_id == StepVersion.project_id,
        later.step_id == StepVersion.step_id,
        later.author_id == StepVersion.author_id,
        later.kind != ASIDE,
        later.number > StepVersion.number,
    )
    head = _latest(project, step).with_only_columns(StepVersion.id).scalar_subquery()
    is_aside = StepVersion.kind == ASIDE
    query = select(StepVersion).where(*_of(project, step), or_(StepVersion.id == head, is_aside & ~answered))
    query = query.options(AUTHOR).order_by(is_aside, StepVersion.number.desc()).limit(1 + most)
    rows = db.session.scalars(query).all()
    found = next((row for row in rows if row.kind != ASIDE), None)
    return Present(found, [row for row in rows if row.kind == ASIDE][:most])


def versions_of(project: Project, step: Step) -> Select[StepVersion]:
    """Every version of a step, latest first, to be paged."""
    return select(StepVersion).where(*_of(project, step)).options(AUTHOR).order_by(StepVersion.number.desc())


def version_before(version: StepVersion) -> StepVersion | None:
    """The current version that this one came after."""
    same = (StepVersion.project_id == version.project_id, StepVersion.step_id == version.step_id)
    query = select(StepVersion).where(*same, StepVersion.number < version.number, StepVersion.kind != ASIDE)
    return db.session.scalar(query.order_by(StepVersion.number.desc()).limit(1))


def step_of(public_id: str, key: str) -> StepPage | None:
    """The project and its step of that key, retired or not: what was written in it stays readable."""
    return _page(public_id, key)


def step_version(public_id: str, key: str, number: int) -> StepPage | None:
    """The same, with a version. A version being written takes higher numbers: its older address still leads to it."""
    page = _page(public_id, key)
    if page is None or number > 2**31:
        return None
    found = versions_of(page.project, page.step).where(StepVersion.number >= number).order_by(None)
    version = db.session.scalar(found.order_by(StepVersion.number).limit(1))
    return page._replace(version=version) if version else None


def _page(public_id: str, key: str) -> StepPage | None:
    query = select(Project, Step).join(Step, Step.round_id == Project.round_id)
    found = db.session.execute(query.where(Project.public_id == public_id, Step.key == key).options(*READ)).first()
    return StepPage(*found) if found else None
