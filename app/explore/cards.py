"""The cards of the lists, each drawn once: they say what their rows say, in one language, and no more."""

from collections.abc import Container, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from flask import current_app, request
from flask_babel import gettext as _
from jinja2.filters import do_truncate
from markupsafe import Markup

from app.core.html import without_marks
from app.core.language import language
from app.core.templating import address_of
from app.core.text import day
from app.explore import queries
from app.ideas.status import LIFECYCLE, IdeaStatus
from app.projects.models import Proposal
from app.rounds.themes import Theme


def idea_cards(ideas: Sequence[queries.IdeaRow]) -> list[Markup]:
    """Their cards, each drawn once: it says what its row says, in one language, with links to one place; no more."""
    return [_idea_card(idea, *_where()) for idea in ideas]


@lru_cache(maxsize=1000)
def _idea_card(idea: queries.IdeaRow, _language: str, _root: str) -> Markup:
    templates = current_app.jinja_env
    badge: Any = templates.get_template("ui/badge.html").module
    card: Any = templates.get_template("ui/card.html").module
    grown = LIFECYCLE.shown[IdeaStatus.GROWN]
    said = {
        "title": idea.title,
        "url": address_of("ideas.detail", public_id=idea.public_id),
        "summary": do_truncate(templates, without_marks(idea.body), 180, end="…"),
        "meta": [idea.place, day(idea.created_at)],
        "supporters": idea.supporters,
        "theme": idea.own_theme or idea.theme.label,
        "tint": idea.theme.value,
        "badge": badge.badge(grown.label, grown.tone) if idea.status is IdeaStatus.GROWN else None,
    }
    drawn: Markup = card.idea_card(said, level=2)
    return drawn


def project_cards(
    projects: Sequence[Proposal], won: Container[int], own_themes: Mapping[int, str | None]
) -> list[Markup]:
    """The same for projects: the winners among them are said, and the theme their round has of its own."""
    where = _where()
    return [_project_card(_row_of(each, own_themes.get(each.id), each.id in won), *where) for each in projects]


class _ProjectRow(NamedTuple):
    """All that the card of a project says."""

    public_id: str
    title: str
    summary: str
    number: int | None
    place: str
    round: str
    theme: Theme | None
    own_theme: str | None
    won: bool


def _row_of(project: Proposal, own_theme: str | None, won: bool) -> _ProjectRow:  # noqa: FBT001  (a fact of the row)
    place = project.municipality.name if project.municipality else project.place
    said = (project.public_id, project.title, project.summary, project.number, place, project.round.name)
    return _ProjectRow(*said, project.theme, own_theme, won)


def _where() -> tuple[str, str]:
    """What a drawn card depends on besides what it says: the language, and where the site is mounted."""
    return language(), request.script_root


@lru_cache(maxsize=1000)
def _project_card(project: _ProjectRow, _language: str, _root: str) -> Markup:
    templates = current_app.jinja_env
    badge: Any = templates.get_template("ui/badge.html").module
    card: Any = templates.get_template("ui/card.html").module
    said = {
        "title": project.title,
        "url": address_of("projects.proposal", public_id=project.public_id),
        "summary": do_truncate(templates, project.summary, 180, end="…"),
        "meta": [fact for fact in (project.place, project.round) if fact],
        "theme": project.own_theme or (project.theme.label if project.theme else None),
        "tint": project.theme.value if project.theme else None,
        "key": project.public_id,
        "number": project.number,
        "badge": badge.badge(_("Lauréat"), "done") if project.won else None,
    }
    drawn: Markup = card.project_card(said, level=2)
    return drawn
