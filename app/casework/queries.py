"""What the moderators' desk reads."""

from datetime import datetime

from sqlalchemy import func, select

from app.accounts.models import Person
from app.core.extensions import db
from app.ideas.models import Idea
from app.ideas.status import IdeaStatus


def count_by_status() -> dict[IdeaStatus, int]:
    """How many ideas stand where."""
    counts = dict(db.session.execute(select(Idea.status, func.count()).group_by(Idea.status)).all())
    return {status: counts.get(status, 0) for status in IdeaStatus}


def waiting_for(person: Person) -> tuple[int, datetime | None]:
    """How many ideas wait for a decision this person may take (never on their own), and since when the oldest does."""
    query = select(func.count(), func.min(Idea.created_at))
    query = query.where(Idea.status == IdeaStatus.PENDING, Idea.author_id != person.id)
    number, since = db.session.execute(query).one()
    return number, since


def next_waiting(idea: Idea, actor_id: int) -> Idea | None:
    """The oldest other idea that waits and that this person may decide upon."""
    query = select(Idea).where(Idea.status == IdeaStatus.PENDING, Idea.id != idea.id, Idea.author_id != actor_id)
    return db.session.scalar(query.order_by(Idea.created_at, Idea.id).limit(1))
