"""The page of a place: a commune, or one of its neighbourhoods, with its figures, ideas, projects, meetings, results.

A neighbourhood is known by the ideas that name it; its projects are those that grew from them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import defer, joinedload, lazyload

from app.core import clock
from app.core.extensions import db
from app.events.models import Event
from app.explore.queries import CANDIDATE, SHOWN, neighbourhoods_of
from app.ideas.models import Idea
from app.ideas.queries import IN_A_LIST
from app.projects.models import Project, Proposal
from app.results.models import Result, ResultLine
from app.results.status import ResultStatus
from app.rounds.models import Round
from app.rounds.status import RoundStatus
from app.territories.models import Municipality

FEW, MOST_WON = 6, 40
Won = tuple[str, str, str, int, int, str]  # title, round (public identifier, name), number, grant in cents, currency


@dataclass(frozen=True)
class Place:
    """What the page shows; `key` and `name` are those of the neighbourhood, or empty and the commune's."""

    municipality: Municipality
    key: str
    name: str
    counts: tuple[int, int, int]  # ideas, projects, meetings
    ideas: Sequence[Idea]
    projects: Sequence[Proposal]
    meetings: Sequence[Event]
    won: Sequence[Won]
    neighbourhoods: Sequence[tuple[str, str]]

    @property
    def is_empty(self) -> bool:
        """Whether nothing has happened there yet."""
        return not any(self.counts)

    @property
    def won_cents(self) -> int:
        """What its projects were given, in all."""
        return sum(one[4] for one in self.won)


def place(code: str, key: str = "") -> Place | None:
    """The page of a commune, or of one of its neighbourhoods; None when nobody here knows it. Seven queries."""
    found = db.session.get(Municipality, code, options=[joinedload(Municipality.epci)])
    known = neighbourhoods_of(code) if found else []
    if found is None or (key and key not in dict(known)):
        return None
    ideas = [SHOWN, Idea.municipality_code == code, *([Idea.neighbourhood_key == key] if key else [])]
    projects = _projects(code, key)
    return Place(
        found,
        key,
        dict(known).get(key, found.name),
        _counts(code, ideas, projects),
        _latest(ideas),
        _some(projects),
        _meetings(code),
        _won(projects),
        [] if key else known,
    )


def _projects(code: str, key: str) -> list[ColumnElement[bool]]:
    """What a project fulfils to be of the place: labelled, in a public round."""
    public = Proposal.round_id.in_(select(Round.id).where(Round.status != RoundStatus.DRAFT))
    named = select(Project.id).join(Idea, Idea.id == Project.idea_id).where(Idea.neighbourhood_key == key)
    near = [Proposal.project_id.in_(named)] if key else []
    return [CANDIDATE, Proposal.municipality_code == code, public, *near]


def _counts(
    code: str, ideas: Sequence[ColumnElement[bool]], projects: Sequence[ColumnElement[bool]]
) -> tuple[int, int, int]:
    queries = (
        select(func.count()).select_from(Idea).where(*ideas).scalar_subquery(),
        select(func.count()).select_from(Proposal).where(*projects).scalar_subquery(),
        select(func.count()).select_from(Event).where(Event.municipality_code == code).scalar_subquery(),
    )
    counted = db.session.execute(select(*queries)).one()
    return counted[0], counted[1], counted[2]


def _latest(conditions: Sequence[ColumnElement[bool]]) -> Sequence[Idea]:
    query = select(Idea).where(*conditions).options(*IN_A_LIST)
    return db.session.scalars(query.order_by(Idea.created_at.desc(), Idea.id.desc()).limit(FEW)).unique().all()


def _some(conditions: Sequence[ColumnElement[bool]]) -> Sequence[Proposal]:
    query = select(Proposal).where(*conditions)
    query = query.options(defer(Proposal.answers), joinedload(Proposal.round).lazyload("*"))
    return db.session.scalars(query.order_by(Proposal.id.desc()).limit(FEW)).unique().all()


def _meetings(code: str) -> Sequence[Event]:
    """Those to come in the commune, soonest first."""
    query = select(Event).where(Event.municipality_code == code, Event.ends_at > clock.now())
    return db.session.scalars(query.options(lazyload(Event.round)).order_by(Event.starts_at, Event.id).limit(3)).all()


def _won(conditions: Sequence[ColumnElement[bool]]) -> Sequence[Won]:
    """What proclaimed results gave to projects of the place, the latest round first."""
    columns = (Proposal.title, Round.public_id, Round.name, Proposal.number, ResultLine.grant_cents, Round.currency)
    query = (
        select(*columns)
        .join(ResultLine, ResultLine.proposal_id == Proposal.id)
        .join(Result, Result.id == ResultLine.result_id)
        .join(Round, Round.id == Result.round_id)
        .where(*conditions, Result.status == ResultStatus.PUBLISHED, ResultLine.grant_cents > 0)
        .order_by(Round.year.desc(), Round.id.desc(), ResultLine.position)
        .limit(MOST_WON)
    )
    return [tuple(row) for row in db.session.execute(query)]  # type: ignore[misc]  # the columns asked above
