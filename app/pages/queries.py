"""The figures and the few cards of the home page. Every figure is counted when the page is asked for."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, text

from app.core import clock
from app.core.extensions import db
from app.ideas.models import Idea
from app.ideas.status import SHOWN
from app.projects.models import Project, Proposal
from app.projects.status import ProjectStatus
from app.results.models import Result, ResultLine
from app.results.status import ResultStatus
from app.rounds import queries as rounds
from app.rounds.models import PhaseKind, Round


@dataclass(frozen=True)
class LastResult:
    """The latest proclaimed result in a few figures; `winners` are (title, votes, grant in cents), best first."""

    round_name: str
    round_id: str
    ballots: int
    currency: str
    winners: Sequence[tuple[str, int, int]]
    count: int
    spent_cents: int


def featured_round() -> Round | None:
    """The round the home page speaks of: the one in its vote, otherwise the latest published."""
    return rounds.round_in_phase(PhaseKind.VOTE) or rounds.current_round()


def ideas_wanted_by(featured: Round | None) -> str | None:
    """The name of another round that gathers ideas now, when the home page speaks of one that does not."""
    query = select(Round.name).where(Round.id.in_(rounds.round_ids_in_phase(PhaseKind.IDEAS)))
    if featured is not None:
        query = query.where(Round.id != featured.id)
    return db.session.scalar(query.order_by(Round.year.desc(), Round.id.desc()).limit(1))


def ideas_of(round: Round) -> Sequence[tuple[int, str, str]]:
    """(key, public identifier, municipality) of the ideas everybody may read in this round, in the order posted."""
    query = select(Idea.id, Idea.public_id, Idea.municipality_code).where(
        Idea.round_id == round.id, Idea.status.in_(SHOWN)
    )
    return db.session.execute(query.order_by(Idea.id)).all()


def ideas_by_key(keys: Sequence[int]) -> Sequence[Idea]:
    """These ideas with their municipalities, in the order of their keys."""
    return db.session.scalars(select(Idea).where(Idea.id.in_(keys)).order_by(Idea.id)).all()


def dossiers_of(round: Round) -> tuple[int, int]:
    """(projects being written, projects submitted) in the round."""
    query = select(Project.status, func.count()).where(Project.round_id == round.id).group_by(Project.status)
    counts = dict(db.session.execute(query).all())
    submitted = counts.pop(ProjectStatus.SUBMITTED, 0)
    return sum(counts.values()), submitted


def drawn(names: Sequence[str], count: int) -> set[str]:
    """`count` of these names, drawn anew each day and the same for everybody that day: nobody's favourite."""

    def lot(name: str) -> str:
        return hashlib.sha256(f"{clock.today():%Y%m%d}|{name}".encode()).hexdigest()

    return set(sorted(names, key=lot)[:count])


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
    lines = select(Proposal.title, ResultLine.votes, ResultLine.grant_cents).join(
        Proposal, Proposal.id == ResultLine.proposal_id
    )
    won = db.session.execute(
        lines.where(ResultLine.result_id == found.id, ResultLine.grant_cents > 0).order_by(ResultLine.position)
    ).all()
    return LastResult(
        found.name,
        found.public_id,
        found.ballots,
        found.currency,
        won[:3],
        len(won),
        sum(cents for _t, _v, cents in won),
    )


def database_answers() -> bool:
    """Whether the database can be reached; raises what the driver raises when it cannot."""
    return db.session.execute(text("SELECT 1")).scalar_one() == 1
