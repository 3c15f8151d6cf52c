"""What is read of results."""
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.core.extensions import db
from app.projects.models import Project, Proposal
from app.results.models import Result, ResultLine
from app.results.status import ResultStatus
from app.rounds import queries as rounds
from app.rounds.models import Phase, PhaseKind, Round
from app.rounds.status import PhaseStatus, RoundStatus


def result_of(round_: Round) -> Result | None:
    """The count of a round, with its lines in ranking order, when it has been made."""
    lines = selectinload(Result.lines).joinedload(ResultLine.proposal).joinedload(Proposal.municipality)
    return db.session.scalar(select(Result).options(lines).where(Result.round_id == round_.id))


def result_of_address(round: str) -> Result | None:
    """The count of the round of an address."""
    round_ = rounds.round_by_public_id(round)
    return result_of(round_) if round_ else None


def published() -> Sequence[Result]:
    """The proclaimed results, the latest round first."""
    return db.session.scalars(select(Result).join(Result.round).options(joinedload(Result.round)).order_by(Round.year.desc(), Round.id.desc())
                              .where(Result.status == ResultStatus.PUBLISHED)).all()


def countable_rounds() -> Sequence[tuple[Round, Result | None]]:
    """The rounds whose vote is closed, with their count if made; the latest first."""
    closed = (select(Round, Result).join(Phase, Phase.round_id == Round.id).outerjoin(Result, Result.round_id == Round.id)
              .where(Phase.kind == PhaseKind.VOTE, Phase.status == PhaseStatus.CLOSED, Round.status != RoundStatus.DRAFT)
              .order_by(Round.year.desc(), Round.id.desc()))
    return [(round_, result) for round_, result in db.session.execute(closed).unique()]


def round_named(text: str) -> Round | None:
    """A round by its public identifier or its name, for commands."""
    return rounds.round_by_public_id(text) or db.session.scalar(select(Round).where(Round.name == text))


def projects_of(result: Result) -> dict[int, Project]:
    """The projects behind the lines, with their holders, by proposal."""
    rows = db.session.execute(select(Proposal.id, Project).join(Project, Proposal.project_id == Project.id)
                              .join(ResultLine, ResultLine.proposal_id == Proposal.id).where(ResultLine.result_id == result.id))
    return dict(rows.unique().tuples().all())
