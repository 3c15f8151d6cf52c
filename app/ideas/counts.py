"""How many people stand behind an idea, kept beside it so that lists of thousands can show it and be sorted by it."""

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import aliased

from app.core.extensions import db
from app.ideas.models import Idea, IdeaSupport


def recount(*idea_ids: int) -> None:
    """Write again the number of supporters of these ideas and of those they were merged into; each person counts once.

    Written beside the object: a support changes nobody's text, and makes no open form stale.
    """
    heads = select(func.coalesce(Idea.merged_into_id, Idea.id)).where(Idea.id.in_(idea_ids))
    member = aliased(Idea)
    family = or_(member.id == Idea.id, member.merged_into_id == Idea.id)
    count = select(func.count(IdeaSupport.person_id.distinct())).join(member, member.id == IdeaSupport.idea_id)
    number = count.where(family).correlate(Idea).scalar_subquery()
    touched = or_(Idea.id.in_(idea_ids), Idea.id.in_(heads))
    counted = update(Idea).where(touched).values(supporters=number)
    db.session.execute(counted, execution_options={"synchronize_session": False})
