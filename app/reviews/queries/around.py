"""What is read around a dossier: opinions, costings, questions with their answers."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, ScalarSelect, func, select
from sqlalchemy.orm import joinedload

from app.accounts.models import Person
from app.core.extensions import db
from app.projects.models import Member, Project, Proposal
from app.projects.status import ProposalStatus
from app.reviews.models import Costing, HolderQuestion, Opinion

WHOLE_TEAM = (
    joinedload(Proposal.project).joinedload(Project.holder).lazyload(Person.role_grants),
    joinedload(Proposal.project).selectinload(Project.members).joinedload(Member.person).lazyload(Person.role_grants),
)


class Around(NamedTuple):
    """How much was asked around a dossier, and what of it is answered."""

    opinions: int
    advised: int
    costings: int
    questions: int
    answered: int


def count_around(proposal: Proposal) -> Around:
    """The figures of a dossier, in one question."""

    def count(model: type[Opinion | Costing | HolderQuestion], *conditions: ColumnElement[bool]) -> ScalarSelect[int]:
        query = select(func.count()).select_from(model).where(model.proposal_id == proposal.id, *conditions)
        return query.scalar_subquery()

    query = select(
        count(Opinion),
        count(Opinion, Opinion.answered_at.is_not(None)),
        count(Costing),
        count(HolderQuestion),
        count(HolderQuestion, HolderQuestion.answered_at.is_not(None)),
    )
    return Around(*db.session.execute(query).one())


def opinions_of(proposal: Proposal) -> Sequence[Opinion]:
    """The opinions asked on a dossier, in the order of asking."""
    query = select(Opinion).where(Opinion.proposal_id == proposal.id)
    asked_of = joinedload(Opinion.asked_of).lazyload(Person.role_grants)
    return db.session.scalars(query.options(asked_of).order_by(Opinion.id)).all()


def opinion_by_public_id(public_id: str) -> Opinion | None:
    """The opinion of that public identifier; the door decides who sees it."""
    query = select(Opinion).where(Opinion.public_id == public_id)
    proposal = joinedload(Opinion.proposal)
    asked_of = joinedload(Opinion.asked_of).lazyload(Person.role_grants)
    return db.session.scalar(query.options(asked_of, *(proposal.options(option) for option in WHOLE_TEAM)))


def opinions_waiting_for(person: Person) -> Sequence[Opinion]:
    """What somebody is asked and has not answered, the nearest day first."""
    query = select(Opinion).join(Proposal, Proposal.id == Opinion.proposal_id)
    query = query.where(Opinion.asked_of_id == person.id, Opinion.answered_at.is_(None))
    query = query.where(Proposal.status == ProposalStatus.ENTERED).options(joinedload(Opinion.proposal))
    return db.session.scalars(query.order_by(Opinion.due_on, Opinion.id)).all()


def opinions_to_remind(until: date) -> Sequence[Opinion]:
    """Those not answered whose day comes by `until`, not reminded yet, of dossiers that are not decided."""
    query = select(Opinion).join(Proposal, Proposal.id == Opinion.proposal_id)
    query = query.where(Opinion.answered_at.is_(None), Opinion.reminded_at.is_(None), Opinion.due_on <= until)
    query = query.where(Proposal.status == ProposalStatus.ENTERED).options(joinedload(Opinion.proposal))
    return db.session.scalars(query.order_by(Opinion.id).limit(500)).all()


def costings_of(proposal: Proposal) -> Sequence[Costing]:
    """What the project was reckoned to cost, the last first."""
    query = select(Costing).where(Costing.proposal_id == proposal.id)
    return db.session.scalars(query.order_by(Costing.id.desc())).all()


def questions_of(proposal: Proposal) -> Sequence[HolderQuestion]:
    """What the team was asked, in order, with its answers."""
    query = select(HolderQuestion).where(HolderQuestion.proposal_id == proposal.id)
    answered_by = joinedload(HolderQuestion.answered_by).lazyload(Person.role_grants)
    return db.session.scalars(query.options(answered_by).order_by(HolderQuestion.id)).all()


def question_by_public_id(public_id: str) -> HolderQuestion | None:
    """The question of that public identifier; the door decides who sees it."""
    query = select(HolderQuestion).where(HolderQuestion.public_id == public_id)
    proposal = joinedload(HolderQuestion.proposal)
    return db.session.scalar(query.options(*(proposal.options(option) for option in WHOLE_TEAM)))


def asked_of_team(project: Project) -> Sequence[HolderQuestion]:
    """What is asked of the team of a project about its entered dossier, open questions first."""
    query = select(HolderQuestion).join(Proposal, Proposal.id == HolderQuestion.proposal_id)
    query = query.where(Proposal.project_id == project.id, Proposal.status == ProposalStatus.ENTERED)
    return db.session.scalars(query.order_by(HolderQuestion.answered_at.is_not(None), HolderQuestion.due_on)).all()
