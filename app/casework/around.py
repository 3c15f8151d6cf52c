"""What the machine knows besides a text: names of the territory, near texts, whether there is a picture."""

from typing import Any

from flask import current_app
from sqlalchemy import select

from app.core.extensions import db
from app.core.search import related
from app.ideas.models import Idea
from app.ideas.status import SHOWN
from app.territories.models import Municipality
from moderation.screening import Surroundings
from moderation.screening.likeness import Other

NEAR = 20  # published ideas that share words with the text, which are compared with it
KEY = "names of the territory"


def places_here() -> frozenset[str]:
    """The names of the communes in small letters, read once by each process."""
    names: frozenset[str] = current_app.extensions.get(KEY) or frozenset()
    if not names:
        names = frozenset(name.lower() for name in db.session.scalars(select(Municipality.name)))
        current_app.extensions[KEY] = names
    return names


def surroundings(content: Any, *, has_picture: bool = False, near: bool = True) -> Surroundings:
    """What surrounds a content on the desk; a new idea is compared with the published ideas nearest to it."""
    return Surroundings(places_here(), _near(content) if near else (), has_picture)


def _near(content: Any) -> list[Other]:
    if not isinstance(content, Idea):
        return []
    bare: Any = select(Idea.title, Idea.body).where(Idea.status.in_(SHOWN), Idea.id != (content.id or 0))
    found = db.session.execute(related(bare, Idea, content.title, NEAR))
    return [Other(title, f"{title}\n{body}") for title, body in found]
