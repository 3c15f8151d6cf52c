"""What is read to explore. Lists are two steps: the keys of a page, then its twenty rows with what their cards show."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, literal_column, or_, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import defer, joinedload, lazyload, load_only
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NullType

from app.core import search
from app.core.extensions import db
from app.core.paging import Page
from app.explore.filters import WITH, Filters
from app.explore.orders import page_of_keys
from app.ideas.models import Idea
from app.ideas.status import IdeaStatus
from app.projects.models import Project, Proposal
from app.projects.status import ProposalStatus
from app.results.models import Result, ResultLine
from app.results.status import ResultStatus
from app.rounds.models import PhaseKind, Round, RoundTheme
from app.rounds.queries import LATEST, round_ids_in_phase
from app.rounds.status import RoundStatus
from app.rounds.themes import Theme
from app.territories.models import Municipality


class _Shown(FunctionElement[bool]):
    """The idea is published. Spelt out, not bound: the database has to recognise the rows its indexes of lists hold.

    A function for SQLAlchemy, which compiles the statements of other elements of our own anew for each request.
    """

    inherit_cache = True
    # Of no type: a boolean would be asked of SQLite as "= 1", which it would not recognise.
    type = NullType()  # type: ignore[assignment]  # see above


@compiles(_Shown)
def _spelt_out(_element: _Shown, _compiler: Any, **_more: Any) -> str:
    return "idea.status IN ('published','grown')"


@compiles(_Shown, "sqlite")
def _spelt_out_for_sqlite(_element: _Shown, _compiler: Any, **_more: Any) -> str:
    """SQLite would find the rows by their status and sort them all, unless told that nearly all of them are shown."""
    return "likely(idea.status IN ('published','grown'))"


SHOWN = _Shown()
IDEA_CARDS = select(Idea).options(
    load_only(
        *(Idea.public_id, Idea.title, Idea.body, Idea.theme, Idea.neighbourhood, Idea.supporters),
        *(Idea.created_at, Idea.status),
    ),
    lazyload(Idea.author),
    lazyload(Idea.round),
    joinedload(Idea.municipality).load_only(Municipality.name),
    joinedload(Idea.own_theme).load_only(RoundTheme.name),
)
PROPOSAL_CARDS = select(Proposal).options(
    defer(Proposal.answers), joinedload(Proposal.round).load_only(Round.name).lazyload("*")
)
MOST_NEIGHBOURHOODS = 60
CANDIDATE = and_(
    Proposal.status == ProposalStatus.LABELLED,
    or_(
        Proposal.project_id.is_(None),
        Proposal.project_id.not_in(select(Project.id).where(Project.hidden_at.is_not(None))),
    ),
)
WON = exists().where(
    ResultLine.proposal_id == Proposal.id,
    ResultLine.grant_cents > 0,
    ResultLine.result_id == Result.id,
    Result.status == ResultStatus.PUBLISHED,
)


class IdeaRow(NamedTuple):
    """What the card of an idea says, and nothing else."""

    public_id: str
    title: str
    body: str
    theme: Theme
    own_theme: str | None
    municipality: str
    neighbourhood: str
    created_at: datetime
    supporters: int
    status: IdeaStatus

    @property
    def place(self) -> str:
        """Where it would be: the commune, and the neighbourhood when it is said."""
        return f"{self.municipality}, {self.neighbourhood}" if self.neighbourhood else self.municipality


IDEA_ROWS = (
    select(
        *(Idea.id, Idea.public_id, Idea.title, Idea.body, Idea.theme, RoundTheme.name, Municipality.name),
        *(Idea.neighbourhood, Idea.created_at, Idea.supporters, Idea.status),
    )
    .join(Municipality, Municipality.code == Idea.municipality_code)
    .outerjoin(RoundTheme, RoundTheme.id == Idea.own_theme_id)
)


class Choice(NamedTuple):
    """A public round one may choose, and whether it takes ideas now."""

    key: int
    public_id: str
    name: str
    has_some: bool
    is_open: bool


def rounds_with(model: Any) -> list[Choice]:
    """The public rounds in which something of that kind may be read, or that take ideas now; the latest first."""
    return [Choice(*row) for row in db.session.execute(_rounds_with(model))]


@lru_cache
def _rounds_with(model: Any) -> Any:
    has_some, is_open = exists().where(model.round_id == Round.id), Round.id.in_(round_ids_in_phase(PhaseKind.IDEAS))
    query = select(Round.id, Round.public_id, Round.name, has_some, is_open)
    return query.where(Round.status != RoundStatus.DRAFT, has_some | is_open).order_by(*LATEST)


def idea_conditions(filters: Filters) -> list[ColumnElement[bool]]:
    """What an idea fulfils to be in the list."""
    conditions: list[ColumnElement[bool]] = [SHOWN, *_common(Idea, filters)]
    if filters.own_theme:
        conditions.append(Idea.own_theme_id == filters.own_theme.id)
    if filters.project:
        conditions.append(Idea.status == (IdeaStatus.GROWN if filters.project == WITH else IdeaStatus.PUBLISHED))
    if filters.municipality and filters.neighbourhood:
        conditions.append(Idea.neighbourhood_key == filters.neighbourhood)
    return conditions


def proposal_conditions(filters: Filters) -> list[ColumnElement[bool]]:
    """What a project fulfils to be in the list: labelled, in a public round."""
    public = Proposal.round_id.in_(select(Round.id).where(Round.status != RoundStatus.DRAFT))
    return [CANDIDATE, public, *_common(Proposal, filters), *([WON] if filters.won else [])]


def _common(model: Any, filters: Filters) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if filters.theme:
        conditions.append(model.theme == filters.theme)
    if filters.municipality:
        conditions.append(model.municipality_code == filters.municipality.code)
    elif filters.typed_place:
        conditions.append(literal_column("1 = 0"))
    if filters.round:
        conditions.append(model.round_id == filters.round[0])
    return conditions


def page_of_ideas(filters: Filters) -> Page:
    """One page of ideas, as their cards say them: rows, not the ideas themselves."""
    page = _page_of_keys(Idea, idea_conditions(filters), filters)
    by_key = {row[0]: IdeaRow(*row[1:]) for row in db.session.execute(IDEA_ROWS.where(Idea.id.in_(page.rows)))}
    return _in_order(page, by_key)


def page_of_proposals(filters: Filters) -> Page:
    """One page of projects with their communes and rounds."""
    page = _page_of_keys(Proposal, proposal_conditions(filters), filters)
    found = db.session.scalars(PROPOSAL_CARDS.where(Proposal.id.in_(page.rows))).unique()
    return _in_order(page, {row.id: row for row in found})


def _page_of_keys(model: Any, conditions: Sequence[ColumnElement[bool]], filters: Filters) -> Page:
    keys = search.found(select(model.id).where(*conditions), model, filters.q)
    return page_of_keys(keys, model, filters.order, filters.seed, filters.page)


def _in_order(page: Page, by_key: Mapping[int, Any]) -> Page:
    """The rows instead of the keys; a key without row went away meanwhile."""
    return Page([by_key[key] for key in page.rows if key in by_key], page.number, page.size, page.total)


def won_among(proposals: Sequence[Proposal]) -> set[int]:
    """The keys of those a proclaimed result gives a grant to: one query for the whole list."""
    keys = [proposal.id for proposal in proposals]
    return set(db.session.scalars(select(Proposal.id).where(Proposal.id.in_(keys), WON))) if keys else set()


def count_by_municipality(filters: Filters) -> Sequence[tuple[str, int]]:
    """(INSEE code, number of ideas) of the communes that have some, the most first."""
    keys = search.found(select(Idea.municipality_code).where(*idea_conditions(filters)), Idea, filters.q)
    query = keys.order_by(None).add_columns(func.count()).group_by(Idea.municipality_code)
    return [tuple(row) for row in db.session.execute(query.order_by(func.count().desc(), Idea.municipality_code))]


def page_of_municipalities(filters: Filters, size: int = 40) -> tuple[Page, int]:
    """One page of them, and how many ideas they all have; the database counts, and gives the lines of the page."""
    codes = search.found(select(Idea.municipality_code).where(*idea_conditions(filters)), Idea, filters.q)
    count = func.count()
    counted = codes.order_by(None).add_columns(count.label("ideas")).group_by(Idea.municipality_code).subquery()
    how_many = select(func.count(), func.coalesce(func.sum(counted.c.ideas), 0)).select_from(counted)
    places, ideas = db.session.execute(how_many).one()
    number = min(filters.page, max(1, -(-places // size)))
    lines = select(counted).order_by(counted.c.ideas.desc(), counted.c.municipality_code)
    rows = db.session.execute(lines.limit(size).offset((number - 1) * size)).all()
    return Page([tuple(row) for row in rows], number, size, places), int(ideas)


def pinned(filters: Filters, most: int = 500) -> Sequence[Any]:
    """(public_id, title, latitude, longitude, municipality_code) of the latest ideas with a pin; bounded."""
    columns = (Idea.public_id, Idea.title, Idea.latitude, Idea.longitude, Idea.municipality_code)
    pins: Any = select(*columns).where(*idea_conditions(filters), Idea.latitude.is_not(None))
    query = search.found(pins, Idea, filters.q)
    return db.session.execute(query.order_by(None).order_by(Idea.created_at.desc()).limit(most)).all()


def own_themes_of(filters: Filters) -> list[tuple[str, str]]:
    """(identifier, name) of the themes that the round chosen has beside the ten, and of the one asked for."""
    known = select(RoundTheme).where(RoundTheme.round_id == filters.about)
    rows = db.session.scalars(known.order_by(RoundTheme.position, RoundTheme.name, RoundTheme.id)).all()
    asked = [filters.own_theme] if filters.own_theme and filters.own_theme not in rows else []
    return [(theme.public_id, theme.name) for theme in [*rows, *asked]]


def neighbourhoods_of(municipality_code: str) -> list[tuple[str, str]]:
    """(key, name as one of them writes it) of the neighbourhoods that published ideas name in a commune, by key."""
    query = (
        select(Idea.neighbourhood_key, func.min(Idea.neighbourhood))
        .where(SHOWN, Idea.municipality_code == municipality_code, Idea.neighbourhood_key != "")
        .group_by(Idea.neighbourhood_key)
        .order_by(Idea.neighbourhood_key)
        .limit(MOST_NEIGHBOURHOODS)
    )
    return [(key, name) for key, name in db.session.execute(query)]
