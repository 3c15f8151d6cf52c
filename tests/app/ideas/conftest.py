"""Ideas for the tests of ideas."""

import pytest

from app.core.extensions import db
from app.ideas.models import Idea
from app.ideas.status import IdeaStatus
from app.rounds.themes import Theme


@pytest.fixture
def an_idea(app):
    """A factory of committed ideas."""

    def make(
        author,
        round_,
        status="published",
        title="Un four à pain au village",
        theme=Theme.HERITAGE,
        commune="62041",
        **more,
    ):
        reason = "Une réclame." if status in {"refused", "hidden"} else None
        idea = Idea(
            author=author,
            round=round_,
            status=IdeaStatus(status),
            title=title,
            theme=theme,
            municipality_code=commune,
            body="Cuire ensemble le samedi, et se parler.",
            decision_reason=reason,
            decision_ground="publicite" if reason else None,
            **more,
        )
        db.session.add(idea)
        db.session.commit()
        return idea

    return make
