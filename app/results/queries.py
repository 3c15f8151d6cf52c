"""What is read of results."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload, lazyload, selectinload

from app.accounts.models import Person, Role
from app.accounts.scopes import covered
from app.core.extensions import db
from app.projects.models import Project, Proposal
from app.results.models import Result, ResultLine
from app.results.status import ResultStatus
from app.rounds import queries as rounds
from app.rounds.models import Phase, PhaseKind, Round
from app.rounds.status import PhaseStatus, RoundStatus

UNREAD = (lazyload(Round.phases), lazyload(Round.envelopes), lazyload(Round.rulebooks))


def round_of_address(round: str) -> Round | None:
    """The round of an address, for its count: its parts are read when they are needed."""
    return db.session.scalar(select(Round).where(Round.public_id == round).options(*UNREAD))


def result_of(round_: Round) -> Result | None:
    """The count of a round, with its lines in ranking order, when it has been made."""
    return db.session.scalar(_whole().where(Result.round_id == round_.id))


def result_of_address(round: str) -> Result | None:
    """The count of the round of an address: the parts of the round that a result page does not show stay unread."""
    found = (
        _whole()
        .join(Result.round)
        .options(contains_eager(Result.round).options(*UNREAD))
        .where(Round.public_id == round)
    )
    return db.session.scalar(found)


def line_of_address(round: str, number: int) -> tuple[Result, ResultLine] | None:
    """One line of the count of a round, by the number of its project, with the count; the other lines stay unread."""
    query = (
        select(Result, ResultLine)
        .join(ResultLine, ResultLine.result_id == Result.id)
        .join(ResultLine.proposal)
        .join(Result.round)
        .options(
            contains_eager(Result.round).options(*UNREAD),
            lazyload(Result.signatures),
            contains_eager(ResultLine.proposal).options(joinedload(Proposal.municipality), lazyload(Proposal.round)),
        )
        .where(Round.public_id == round, Proposal.number == number)
        .order_by(ResultLine.position)
        .limit(1)
    )
    found = db.session.execute(query).first()
    return (found[0], found[1]) if found else None


def _whole() -> Select[Result]:
    return select(Result).options(
        selectinload(Result.lines).joinedload(ResultLine.proposal).joinedload(Proposal.municipality)
    )


def published() -> Sequence[Result]:
    """The proclaimed results, the latest round first."""
    return db.session.scalars(
        select(Result)
        .join(Result.round)
        .options(joinedload(Result.round).options(*UNREAD))
        .order_by(Round.year.desc(), Round.id.desc())
        .where(Result.status == ResultStatus.PUBLISHED)
    ).all()


def countable_rounds(actor: Person) -> Sequence[tuple[Round, Result | None]]:
    """The rounds of this member of staff whose vote is closed, with their count if made; the latest first."""
    closed = (
        select(Round, Result)
        .join(Phase, Phase.round_id == Round.id)
        .outerjoin(Result, Result.round_id == Round.id)
        .where(Phase.kind == PhaseKind.VOTE, Phase.status == PhaseStatus.CLOSED, Round.status != RoundStatus.DRAFT)
        .where(covered(actor, Round, Role.STAFF))
        .order_by(Round.year.desc(), Round.id.desc())
    )
    return [(round_, result) for round_, result in db.session.execute(closed).unique()]


def round_named(text: str) -> Round | None:
    """A round by its public identifier or its name, for commands."""
    return rounds.round_by_public_id(text) or db.session.scalar(select(Round).where(Round.name == text))


def projects_of(result: Result) -> dict[int, Project]:
    """The projects behind the lines, with their holders, by proposal."""
    rows = db.session.execute(
        select(Proposal.id, Project)
        .join(Project, Proposal.project_id == Project.id)
        .join(ResultLine, ResultLine.proposal_id == Proposal.id)
        .where(ResultLine.result_id == result.id)
    )
    return {row[0]: row[1] for row in rows.unique()}
