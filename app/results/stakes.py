"""Who has a stake in a round: the teams of the projects voted on, and who declared an interest in one of them."""

from sqlalchemy import exists, or_, select

from app.accounts.models import Person
from app.accounts.scopes import declared
from app.core.extensions import db
from app.ideas.models import Idea
from app.projects.models import Member, Project, Proposal
from app.projects.queries import in_team_of
from app.rounds.models import Round


def holds_a_project(person: Person, round_: Round) -> bool:
    """Whether the person is of the team of a project entered in the round, withdrawn or not."""
    entered = exists().where(Proposal.round_id == round_.id, Proposal.project_id == Project.id, in_team_of(person))
    return bool(db.session.scalar(select(entered)))


def has_declared_a_project(person: Person, round_: Round) -> bool:
    """Whether the person declared an interest in a project entered in the round, its idea or its team."""
    if not getattr(person, "interests", ()):
        return False
    entered = select(Proposal.id).join(Project, Project.id == Proposal.project_id)
    entered = entered.outerjoin(Idea, Idea.id == Project.idea_id)
    people = select(Person.id).where(Person.public_id.in_(declared(person, "person")))
    named = or_(
        Proposal.public_id.in_(declared(person, "proposal")),
        Project.public_id.in_(declared(person, "project")),
        Idea.public_id.in_(declared(person, "idea")),
        Project.holder_id.in_(people),
        exists().where(Member.project_id == Project.id, Member.person_id.in_(people)),
    )
    return db.session.scalar(entered.where(Proposal.round_id == round_.id, named).limit(1)) is not None
