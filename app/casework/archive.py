"""The archive of the desk: what was decided, the latest first, narrowed by its address."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from app.accounts.models import Person
from app.casework.models import Case, Decision
from app.casework.queries import BARE, IN_ARCHIVE, on_the_desk_of
from app.core.extensions import db
from app.core.paging import Page
from app.core.search import found
from moderation.cases import Kind
from moderation.decisions import Verb
from moderation.grounds import Ground

LATEST_FIRST = (Case.status_at.desc(), Case.id.desc())


class Asked(NamedTuple):
    """What the archive is narrowed to."""

    words: str = ""
    kind: Kind | None = None
    verb: Verb | None = None
    ground: Ground | None = None


def archive(actor: Person, asked: Asked, number: int, size: int = 20) -> Page:
    """One page of the cases decided or closed that this person's roles reach, the latest first: two queries.

    The keys of the page are found first, in the index: whole rows are read only for those that are shown.
    """
    keys = select(Case.id).where(IN_ARCHIVE, on_the_desk_of(actor), *_narrowed(asked))
    keys = found(keys, Case, asked.words).order_by(None) if asked.words.strip() else keys
    total = db.session.scalar(select(func.count()).select_from(keys.subquery())) or 0
    number = min(max(1, number), max(1, -(-total // size)))
    shown = keys.order_by(*LATEST_FIRST).limit(size).offset((number - 1) * size).subquery()
    rows = select(Case).join(shown, shown.c.id == Case.id).options(*BARE).order_by(*LATEST_FIRST)
    return Page(db.session.scalars(rows).unique().all(), number, size, total)


def _narrowed(asked: Asked) -> Iterator[ColumnElement[bool]]:
    if asked.kind is not None:
        yield Case.subject_kind == asked.kind
    decided = select(Decision.case_id)
    if asked.verb is not None:
        yield Case.id.in_(decided.where(Decision.verb == asked.verb))
    if asked.ground is not None:
        yield Case.id.in_(decided.where(Decision.ground == asked.ground))


def last_decisions(cases: Sequence[Case]) -> dict[int, Decision]:
    """The last decision on each of these cases: one query."""
    last = (
        select(func.max(Decision.id)).where(Decision.case_id.in_([one.id for one in cases])).group_by(Decision.case_id)
    )
    query = select(Decision).where(Decision.id.in_(last)).options(joinedload(Decision.by).lazyload(Person.role_grants))
    return {one.case_id: one for one in db.session.scalars(query)} if cases else {}
