"""Who has a stake in a round: the holders of the projects voted on, and who declared an interest in one of them."""

from sqlalchemy import exists, or_, select

from app.accounts.models import Person
from app.accounts.scopes import declared
from app.core.extensions import db
from app.ideas.models import Idea
from app.projects.models import Project, Proposal
from app.rounds.models import Round


def holds_a_project(person: Person, round_: Round) -> bool:
    """Whether the person holds a project entered in the round, withdrawn or not."""
    entered = exists().where(
        Proposal.round_id == round_.id, Proposal.project_id == Project.id, Project.holder_id == person.id
    )
    return bool(db.session.scalar(select(entered)))


def has_declared_a_project(person: Person, round_: Round) -> bool:
    """Whether the person declared an interest in a project entered in the round, its idea or its holder."""
    if not getattr(person, "interests", ()):
        return False
    entered = select(Proposal.id).join(Project, Project.id == Proposal.project_id)
    entered = entered.outerjoin(Idea, Idea.id == Project.idea_id).join(Person, Person.id == Project.holder_id)
    named = or_(
        Proposal.public_id.in_(declared(person, "proposal")),
        Project.public_id.in_(declared(person, "project")),
        Idea.public_id.in_(declared(person, "idea")),
        Person.public_id.in_(declared(person, "person")),
    )
    return db.session.scalar(entered.where(Proposal.round_id == round_.id, named).limit(1)) is not None
