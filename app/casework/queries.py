"""What the moderators' desk reads."""

from sqlalchemy import func, select

from app.core.extensions import db
from app.ideas.models import Idea
from app.ideas.status import IdeaStatus


def count_by_status() -> dict[IdeaStatus, int]:
    """How many ideas stand where."""
    counts = dict(db.session.execute(select(Idea.status, func.count()).group_by(Idea.status)).all())
    return {status: counts.get(status, 0) for status in IdeaStatus}


def next_waiting(idea: Idea, actor_id: int) -> Idea | None:
    """The oldest other idea that waits and that this person may decide upon."""
    query = select(Idea).where(Idea.status == IdeaStatus.PENDING, Idea.id != idea.id, Idea.author_id != actor_id)
    return db.session.scalar(query.order_by(Idea.created_at, Idea.id).limit(1))
