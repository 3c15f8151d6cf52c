"""Cases that look like one another, to be decided together: same author, same link, nearly the same text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import joinedload

from app.accounts.models import Person
from app.casework import contents
from app.casework.models import Case
from app.casework.queries import is_free_for, is_judged_by, on_the_desk_of
from app.casework.status import CaseStatus
from app.core.extensions import db
from app.ideas.models import Idea, IdeaComment
from moderation.cases import Kind
from moderation.screening.likeness import Other, likeness

COMPARED = 2000  # waiting texts of a kind, the first of the queue, that are compared word by word
SHOWN = 12


@dataclass(frozen=True)
class Alike:
    """A waiting case, and what it has in common with the one on the page."""

    case: Case
    why: str


def similar_to(case: Case, content: Any, actor: Person) -> list[Alike]:
    """The waiting cases most like this one that the person may decide: two queries, whatever waits."""
    near = set(_near(case, content))
    same: list[ColumnElement[bool]] = [Case.reference.in_(near)]
    if case.author_id is not None:
        same.append(Case.author_id == case.author_id)
    if case.link_site:
        same.append(Case.link_site == case.link_site)
    query = select(Case).where(Case.status == CaseStatus.WAITING, Case.id != (case.id or 0), or_(*same))
    allowed = query.where(on_the_desk_of(actor), is_judged_by(actor), is_free_for(actor))
    found = db.session.scalars(
        allowed.options(joinedload(Case.author).lazyload(Person.role_grants)).order_by(Case.due_at).limit(SHOWN)
    )
    return [Alike(one, _why(one, case, near)) for one in found]


def _why(one: Case, case: Case, near: set[str]) -> str:
    if one.reference in near:
        return _("presque le même texte")
    if one.link_site and one.link_site == case.link_site:
        return _("même lien : %(site)s", site=one.link_site)
    return _("même auteur")


def _near(case: Case, content: Any) -> list[str]:
    """The waiting texts of the same kind that say nearly the same."""
    if case.subject_kind not in (Kind.IDEA, Kind.COMMENT):
        return []
    hints = likeness(contents.text_of(content), _others(case))
    return [hint.excerpt for hint in hints]


def _others(case: Case) -> Sequence[Other]:
    model = Idea if case.subject_kind is Kind.IDEA else IdeaComment
    words = (Idea.title, Idea.body) if model is Idea else (IdeaComment.body,)
    waiting = select(model.public_id, *words).join(Case, Case.reference == model.public_id)
    rows = db.session.execute(
        waiting.where(
            Case.status == CaseStatus.WAITING, Case.subject_kind == case.subject_kind, Case.reference != case.reference
        )
        .order_by(Case.due_at)
        .limit(COMPARED)
    )
    return [Other(row[0], "\n".join(row[1:])) for row in rows]
