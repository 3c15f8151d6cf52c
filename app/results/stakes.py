"""Who has a stake in a round: the holders of the projects voted on."""

from sqlalchemy import exists, select

from app.accounts.models import Person
from app.core.extensions import db
from app.projects.models import Project, Proposal
from app.rounds.models import Round


def holds_a_project(person: Person, round_: Round) -> bool:
    """Whether the person holds a project entered in the round, withdrawn or not."""
    entered = exists().where(
        Proposal.round_id == round_.id, Proposal.project_id == Project.id, Project.holder_id == person.id
    )
    return bool(db.session.scalar(select(entered)))
