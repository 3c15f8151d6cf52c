"""The figures and the few cards of the home page. Every figure is counted when the page is asked for."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, exists, func, select, text
from sqlalchemy.orm import lazyload

from app.core import clock
from app.core.extensions import db
from app.explore.queries import CANDIDATE, IDEA_CARDS, PROPOSAL_CARDS, SHOWN
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

    ballots: int
    round_name: str
    round_id: str
    currency: str
    winners: Sequence[tuple[str, int, int]]
    count: int
    spent_cents: int


# Statements made once: to put them together at each visit would cost more than to run them.
_votes = Round.id.in_(rounds.round_ids_in_phase(PhaseKind.VOTE))
FEATURED = (
    select(Round)
    .where(_votes | ((Round.status == RoundStatus.PUBLISHED) & Round.imported_from.is_(None)))
    .order_by(_votes.desc(), *rounds.LATEST)
    .limit(1)
    .options(lazyload(Round.envelopes), lazyload(Round.rulebooks))
)
GATHERING = (
    select(Round.name).where(Round.id.in_(rounds.round_ids_in_phase(PhaseKind.IDEAS))).order_by(*rounds.LATEST).limit(1)
)
_of_the_round = (Idea.round_id == bindparam("round"), SHOWN)
_there = exists().where(Idea.municipality_code == Municipality.code, *_of_the_round)
IDEAS_COUNTED = select(
    select(func.count()).select_from(Idea).where(*_of_the_round).scalar_subquery(),
    select(func.count()).select_from(Municipality).where(_there).scalar_subquery(),
)
LATEST_RESULT = (
    select(Result.id, Result.ballots, Round.name, Round.public_id, Round.currency)
    .join(Round, Round.id == Result.round_id)
    .where(Result.status == ResultStatus.PUBLISHED)
    .order_by(Round.imported_from.is_not(None), Round.year.desc(), Result.id.desc())
    .limit(1)
)
BEST = (  # the three first, and beside each how many there are and what they were given in all
    select(Proposal.title, ResultLine.votes, ResultLine.grant_cents)
    .add_columns(func.count().over(), func.sum(ResultLine.grant_cents).over())
    .join(Proposal, Proposal.id == ResultLine.proposal_id)
    .where(ResultLine.result_id == bindparam("result"), ResultLine.grant_cents > 0)
    .order_by(ResultLine.position)
    .limit(3)
)


def featured_round() -> Round | None:
    """The round the home page speaks of: the one in its vote, otherwise the latest published that was not imported.

    Its envelopes and its rulebooks are read when a page speaks of them.
    """
    return db.session.scalar(FEATURED)


def ideas_wanted_by(featured: Round | None) -> str | None:
    """The name of another round that gathers ideas now, when the home page speaks of one that does not."""
    if featured is not None and calendar.is_open(featured, PhaseKind.IDEAS):
        return None
    return db.session.scalar(GATHERING)


def ideas_counted(round: Round) -> tuple[int, int]:
    """(ideas everybody may read in this round, municipalities they come from)."""
    found = db.session.execute(IDEAS_COUNTED, {"round": round.id}).one()
    return found[0], found[1]


def ideas_drawn(round: Round, total: int, count: int) -> Sequence[Idea]:
    """`count` of the ideas everybody may read in this round, drawn by lot for the day."""
    keys = select(Idea.id).where(Idea.round_id == round.id, SHOWN).order_by(Idea.public_id, Idea.id)
    return _drawn(IDEA_CARDS, Idea.id, keys, total, count)


def proposals_counted(round: Round) -> int:
    """How many labelled projects the round has."""
    query = select(func.count()).select_from(Proposal).where(Proposal.round_id == round.id, CANDIDATE)
    return db.session.scalar(query) or 0


def proposals_drawn(round: Round, total: int, count: int) -> Sequence[Proposal]:
    """`count` of the labelled projects of the round, drawn by lot for the day, in the order of their numbers."""
    keys = select(Proposal.id).where(Proposal.round_id == round.id, CANDIDATE).order_by(Proposal.number, Proposal.id)
    return _drawn(PROPOSAL_CARDS, Proposal.id, keys, total, count)


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
    found = db.session.execute(LATEST_RESULT).one_or_none()
    if found is None:
        return None
    best = db.session.execute(BEST, {"result": found.id}).all()
    count, spent = best[0][3:] if best else (0, 0)
    winners = [(row[0], row[1], row[2]) for row in best]
    return LastResult(found.ballots, found.name, found.public_id, found.currency, winners, count, int(spent))


def database_answers() -> bool:
    """Whether the database can be reached; raises what the driver raises when it cannot."""
    return db.session.execute(text("SELECT 1")).scalar_one() == 1
