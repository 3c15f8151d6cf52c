"""The figures and the few cards of the home page. Every figure is counted when the page is asked for."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, exists, func, select, text
from sqlalchemy.orm import lazyload

from app.core import clock
from app.core.extensions import db
from app.explore.queries import CANDIDATE, SHOWN, ideas_for_cards, proposals_for_cards
from app.ideas.models import Idea
from app.projects.models import Project, Proposal
from app.projects.status import ProjectStatus
from app.results.models import Result, ResultLine
from app.results.status import ResultStatus
from app.rounds import calendar
from app.rounds import queries as rounds
from app.rounds.models import PhaseKind, Round
from app.rounds.status import RoundStatus
from app.territories.models import Municipality


@dataclass(frozen=True)
class LastResult:
    """The latest proclaimed result in a few figures; `winners` are the three best: (title, votes, grant in cents)."""

    round_name: str
    round_id: str
    ballots: int
    currency: str
    winners: Sequence[tuple[str, int, int]]
    count: int
    spent_cents: int


def featured_round() -> Round | None:
    """The round the home page speaks of: the one in its vote, otherwise the latest published that was not imported.

    Its envelopes and its rulebooks are read when a page speaks of them.
    """
    votes = Round.id.in_(rounds.round_ids_in_phase(PhaseKind.VOTE))
    ours = (Round.status == RoundStatus.PUBLISHED) & Round.imported_from.is_(None)
    query = select(Round).where(votes | ours).order_by(votes.desc(), *rounds.LATEST).limit(1)
    return db.session.scalar(query.options(lazyload(Round.envelopes), lazyload(Round.rulebooks)))


def ideas_wanted_by(featured: Round | None) -> str | None:
    """The name of another round that gathers ideas now, when the home page speaks of one that does not."""
    if featured is not None and calendar.is_open(featured, PhaseKind.IDEAS):
        return None
    query = select(Round.name).where(Round.id.in_(rounds.round_ids_in_phase(PhaseKind.IDEAS)))
    return db.session.scalar(query.order_by(*rounds.LATEST).limit(1))


def ideas_counted(round: Round) -> tuple[int, int]:
    """(ideas everybody may read in this round, municipalities they come from)."""
    there = exists().where(Idea.municipality_code == Municipality.code, Idea.round_id == round.id, SHOWN)
    ideas = select(func.count()).select_from(Idea).where(Idea.round_id == round.id, SHOWN).scalar_subquery()
    towns = select(func.count()).select_from(Municipality).where(there).scalar_subquery()
    found = db.session.execute(select(ideas, towns)).one()
    return found[0], found[1]


def ideas_drawn(round: Round, total: int, count: int) -> Sequence[Idea]:
    """`count` of the ideas everybody may read in this round, drawn by lot for the day."""
    keys = select(Idea.id).where(Idea.round_id == round.id, SHOWN).order_by(Idea.public_id, Idea.id)
    return _drawn(ideas_for_cards(), Idea.id, keys, total, count)


def proposals_counted(round: Round) -> int:
    """How many labelled projects the round has."""
    query = select(func.count()).select_from(Proposal).where(Proposal.round_id == round.id, CANDIDATE)
    return db.session.scalar(query) or 0


def proposals_drawn(round: Round, total: int, count: int) -> Sequence[Proposal]:
    """`count` of the labelled projects of the round, drawn by lot for the day, in the order of their numbers."""
    keys = select(Proposal.id).where(Proposal.round_id == round.id, CANDIDATE).order_by(Proposal.number, Proposal.id)
    return _drawn(proposals_for_cards(), Proposal.id, keys, total, count)


def _drawn(whole: Select[Any], key: Any, keys: Select[Any], total: int, count: int) -> Sequence[Any]:
    """Rows at ranks drawn anew each day, the same for everybody that day: nobody's favourites, and none read but they.

    In the order they were made.
    """
    chosen = [keys.limit(1).offset(rank).scalar_subquery() for rank in ranks_of_the_day(total, count)]
    return db.session.scalars(whole.where(key.in_(chosen)).order_by(key)).all() if chosen else []


def ranks_of_the_day(total: int, count: int) -> list[int]:
    """`count` different ranks below `total` (all of them when there are fewer), each as likely as any other."""
    drawn: dict[int, None] = {}
    draw = 0
    while len(drawn) < min(count, total):
        lot = hashlib.sha256(f"{clock.today():%Y%m%d}:{draw}".encode()).digest()
        drawn[int.from_bytes(lot) % total] = None
        draw += 1
    return list(drawn)


def dossiers_of(round: Round) -> tuple[int, int]:
    """(projects being written, projects submitted) in the round."""
    query = select(Project.status, func.count()).where(Project.round_id == round.id).group_by(Project.status)
    counts = dict(db.session.execute(query).all())
    submitted = counts.pop(ProjectStatus.SUBMITTED, 0)
    return sum(counts.values()), submitted


def last_result() -> LastResult | None:
    """The latest proclaimed result of a round of this house, else of an imported one."""
    query = select(Result.id, Result.ballots, Round.name, Round.public_id, Round.currency).join(
        Round, Round.id == Result.round_id
    )
    found = db.session.execute(
        query.where(Result.status == ResultStatus.PUBLISHED)
        .order_by(Round.imported_from.is_not(None), Round.year.desc(), Result.id.desc())
        .limit(1)
    ).one_or_none()
    if found is None:
        return None
    best = db.session.execute(_best(found.id)).all()
    count, spent = best[0][3:] if best else (0, 0)
    winners = [(row[0], row[1], row[2]) for row in best]
    return LastResult(found.name, found.public_id, found.ballots, found.currency, winners, count, int(spent))


def _best(result: int) -> Select[Any]:
    """The three first, and beside each how many there are and what they were given in all."""
    return (
        select(Proposal.title, ResultLine.votes, ResultLine.grant_cents)
        .add_columns(func.count().over(), func.sum(ResultLine.grant_cents).over())
        .join(Proposal, Proposal.id == ResultLine.proposal_id)
        .where(ResultLine.result_id == result, ResultLine.grant_cents > 0)
        .order_by(ResultLine.position)
        .limit(3)
    )


def database_answers() -> bool:
    """Whether the database can be reached; raises what the driver raises when it cannot."""
    return db.session.execute(text("SELECT 1")).scalar_one() == 1
