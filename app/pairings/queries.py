"""What is read of pairs: the exclusions the count must obey, what may be named in one, the mergers of a project."""

from collections.abc import Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased, joinedload, lazyload

from app.core.extensions import db
from app.pairings.models import Merger, ProposalExclusion
from app.projects.models import Project, Proposal
from app.projects.policy import CANDIDATES
from app.projects.status import ProposalStatus
from app.rounds.models import Round


def exclusions_of(round_: Round) -> Sequence[ProposalExclusion]:
    """The exclusions in force, in the order in which they were declared."""
    query = select(ProposalExclusion).where(
        ProposalExclusion.round_id == round_.id, ProposalExclusion.lifted_at.is_(None)
    )
    shown = (
        joinedload(each).options(lazyload(Proposal.round), lazyload(Proposal.municipality))
        for each in (ProposalExclusion.first, ProposalExclusion.second)
    )
    return db.session.scalars(query.options(*shown).order_by(ProposalExclusion.id)).all()


def excluded_codes(round_: Round) -> list[tuple[str, str]]:
    """The pairs of which one at most wins, by their codes, for the count."""
    first, second = aliased(Proposal), aliased(Proposal)
    query = (
        select(first.code, second.code)
        .join_from(ProposalExclusion, first, first.id == ProposalExclusion.first_id)
        .join(second, second.id == ProposalExclusion.second_id)
        .where(ProposalExclusion.round_id == round_.id, ProposalExclusion.lifted_at.is_(None))
    )
    return [(one, other) for one, other in db.session.execute(query.order_by(ProposalExclusion.id))]


def rivals_of(proposal: Proposal) -> Sequence[Proposal]:
    """The labelled proposals that cannot win together with this one."""
    mine = or_(ProposalExclusion.first_id == proposal.id, ProposalExclusion.second_id == proposal.id)
    query = (
        select(Proposal)
        .join(
            ProposalExclusion,
            or_(ProposalExclusion.first_id == Proposal.id, ProposalExclusion.second_id == Proposal.id),
        )
        .where(mine, ProposalExclusion.lifted_at.is_(None), Proposal.id != proposal.id)
        .where(Proposal.status == ProposalStatus.LABELLED)
    )
    bare = (lazyload(Proposal.round), lazyload(Proposal.municipality))
    return db.session.scalars(query.options(*bare).order_by(Proposal.number)).all()


def candidates_of(round_: Round) -> Sequence[Proposal]:
    """What may be named in an exclusion, by title."""
    query = select(Proposal).where(Proposal.round_id == round_.id, Proposal.status.in_(CANDIDATES))
    bare = (lazyload(Proposal.round), lazyload(Proposal.municipality))
    return db.session.scalars(query.options(*bare).order_by(Proposal.title, Proposal.id)).all()


def exclusion_by_public_id(public_id: str) -> ProposalExclusion | None:
    """One exclusion in force."""
    return db.session.scalar(
        select(ProposalExclusion).where(ProposalExclusion.public_id == public_id, ProposalExclusion.lifted_at.is_(None))
    )


def merger_by_public_id(public_id: str) -> Merger | None:
    """One merger, with both proposals."""
    return db.session.scalar(select(Merger).where(Merger.public_id == public_id))


def mergers_of(project: Project) -> Sequence[Merger]:
    """The mergers in which a project is asked or asks, latest first."""
    mine = select(Proposal.id).where(Proposal.project_id == project.id)
    query = select(Merger).where(Merger.asking_id.in_(mine) | Merger.asked_id.in_(mine))
    shown = (
        joinedload(each).options(lazyload(Proposal.round), lazyload(Proposal.municipality))
        for each in (Merger.asking, Merger.asked)
    )
    return db.session.scalars(query.options(*shown).order_by(Merger.id.desc())).all()


def entered_of(project: Project) -> Proposal | None:
    """The proposal of a project that waits for the committee."""
    return next((each for each in project.proposals if each.status is ProposalStatus.ENTERED), None)


def entered_by_code(round_: Round, code: str) -> Proposal | None:
    """The dossier of that code that waits for the committee."""
    return db.session.scalar(
        select(Proposal).where(
            Proposal.round_id == round_.id,
            func.upper(Proposal.code) == code.strip().upper(),
            Proposal.status == ProposalStatus.ENTERED,
            Proposal.project_id.is_not(None),
        )
    )
