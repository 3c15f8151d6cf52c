"""The themes that rounds have of their own, on the cards of projects that grew from ideas."""

from collections.abc import Sequence

from sqlalchemy import select

from app.core.extensions import db
from app.ideas.models import Idea
from app.projects.models import Project, Proposal
from app.rounds.models import RoundTheme


def own_themes_of(proposals: Sequence[Proposal]) -> dict[int, str]:
    """The name of its idea's theme, by the key of the proposal, as long as the team kept it: one query for a list."""
    if not proposals:
        return {}
    query = select(Proposal.id, RoundTheme.name).join(Project, Project.id == Proposal.project_id)
    query = query.join(Idea, Idea.id == Project.idea_id).join(RoundTheme, RoundTheme.id == Idea.own_theme_id)
    kept = query.where(Proposal.id.in_([each.id for each in proposals]), RoundTheme.near == Proposal.theme)
    return dict(db.session.execute(kept).all())
