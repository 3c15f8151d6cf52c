"""How many people stand behind an idea, kept beside it so that lists of thousands can show it and be sorted by it."""

from sqlalchemy import func, or_, select, update

from app.core.extensions import db
from app.ideas.models import Idea, IdeaSupport


def recount(*idea_ids: int) -> None:
    """Write again the number of supporters of these ideas and of those they were merged into; each person counts once.

    Written beside the object: a support changes nobody's text, and makes no open form stale.
    """
    heads = select(func.coalesce(Idea.merged_into_id, Idea.id)).where(Idea.id.in_(idea_ids))
    touched = set(db.session.scalars(heads)) | set(idea_ids)
    for idea_id in sorted(touched):
        family = select(Idea.id).where(or_(Idea.id == idea_id, Idea.merged_into_id == idea_id))
        count = select(func.count(IdeaSupport.person_id.distinct())).where(IdeaSupport.idea_id.in_(family))
        counted = update(Idea).where(Idea.id == idea_id).values(supporters=count.scalar_subquery())
        db.session.execute(counted, execution_options={"synchronize_session": False})
