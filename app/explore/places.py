"""The page of a place: a commune with its figures, its ideas, its projects, its meetings and what was won there."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import defer, joinedload, lazyload

from app.core import clock
from app.core.extensions import db
from app.events.models import Event
from app.explore.queries import CANDIDATE, SHOWN
from app.ideas.models import Idea
from app.ideas.queries import IN_A_LIST
from app.projects.models import Proposal
from app.results.models import Result, ResultLine
from app.results.status import ResultStatus
from app.rounds.models import Round
from app.rounds.status import RoundStatus
from app.territories import maps
from app.territories.models import Municipality

FEW = 6


@dataclass(frozen=True)
class Place:
    """What the page shows; `won` are (title, public identifier of the round, its name, number, grant, currency)."""

    municipality: Municipality
    spot: maps.Spot | None
    figures: tuple[int, int, int, int]  # ideas, projects, meetings, grants in cents
    ideas: Sequence[Idea]
    projects: Sequence[Proposal]
    meetings: Sequence[Event]
    won: Sequence[tuple[str, str, str, int, int, str]]

    @property
    def is_empty(self) -> bool:
        """Whether nothing has happened there yet."""
        return not any(self.figures)


def municipality(code: str) -> Place | None:
    """The page of a commune; None when this site knows no such commune. Seven queries."""
    found = db.session.get(Municipality, code, options=[joinedload(Municipality.epci)])
    if found is None:
        return None
    ideas = select(Idea).where(SHOWN, Idea.municipality_code == code).options(*IN_A_LIST)
    won = _won(code)
    return Place(
        found,
        maps.spots_of([code]).get(code),
        (*_counts(code), sum(row[4] for row in won)),
        db.session.scalars(ideas.order_by(Idea.created_at.desc(), Idea.id.desc()).limit(FEW)).unique().all(),
        _projects(code),
        _meetings(code),
        won[:FEW],
    )


def _counts(code: str) -> tuple[int, int, int]:
    ideas = select(func.count()).select_from(Idea).where(SHOWN, Idea.municipality_code == code)
    projects = select(func.count()).select_from(Proposal).where(*_public(code))
    meetings = select(func.count()).select_from(Event).where(Event.municipality_code == code)
    queries = (ideas.scalar_subquery(), projects.scalar_subquery(), meetings.scalar_subquery())
    return tuple(db.session.execute(select(*queries)).one())  # type: ignore[return-value]


def _public(code: str) -> tuple[ColumnElement[bool], ...]:
    rounds = select(Round.id).where(Round.status != RoundStatus.DRAFT)
    return CANDIDATE, Proposal.municipality_code == code, Proposal.round_id.in_(rounds)


def _projects(code: str) -> Sequence[Proposal]:
    query = select(Proposal).where(*_public(code))
    query = query.options(defer(Proposal.answers), joinedload(Proposal.round).lazyload("*"))
    return db.session.scalars(query.order_by(Proposal.id.desc()).limit(FEW)).unique().all()


def _meetings(code: str) -> Sequence[Event]:
    """Those to come, soonest first."""
    query = select(Event).where(Event.municipality_code == code, Event.ends_at > clock.now())
    return db.session.scalars(query.options(lazyload(Event.round)).order_by(Event.starts_at, Event.id).limit(3)).all()


def _won(code: str) -> Sequence[tuple[str, str, str, int, int, str]]:
    """What proclaimed results gave to projects of the place, the latest round first."""
    query = (
        select(Proposal.title, Round.public_id, Round.name, Proposal.number, ResultLine.grant_cents, Round.currency)
        .join(ResultLine, ResultLine.proposal_id == Proposal.id)
        .join(Result, Result.id == ResultLine.result_id)
        .join(Round, Round.id == Result.round_id)
        .where(
            Proposal.municipality_code == code,
            Result.status == ResultStatus.PUBLISHED,
            ResultLine.grant_cents > 0,
        )
        .order_by(Round.year.desc(), Round.id.desc(), ResultLine.position)
    )
    return [tuple(row) for row in db.session.execute(query)]  # type: ignore[misc]
