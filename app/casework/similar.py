"""Cases that look like one another, to be decided together: same author, same link, nearly the same text."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Row, literal, or_, select

from app.accounts.models import Person
from app.casework import contents
from app.casework.models import Case
from app.casework.queries import is_free_for, is_judged_by, on_the_desk_of
from app.casework.status import CaseStatus
from app.core.extensions import db
from app.ideas.models import Idea, IdeaComment
from moderation.cases import Kind
from moderation.screening.likeness import Other, likeness

COMPARED = 2000  # waiting cases, the first of the queue, that are compared with the one on the page
SHOWN = 12
TEXTS = (Kind.IDEA, Kind.COMMENT)


@dataclass(frozen=True)
class Alike:
    """A waiting case, and what it has in common with the one on the page."""

    public_id: str
    title: str
    why: str


def similar_to(case: Case, content: Any, actor: Person) -> list[Alike]:
    """The waiting cases most like this one that the person may decide: one query, whatever waits."""
    rows = db.session.execute(_waiting(case, actor)).all()
    others = [Other(row.public_id, f"{row.heading}\n{row.body}".strip()) for row in rows if row.body]
    near = {hint.excerpt for hint in likeness(contents.text_of(content), others)}
    found = [(row, _why(row, case, near)) for row in rows]
    return [Alike(row.public_id, row.title, why) for row, why in found if why][:SHOWN]


def _waiting(case: Case, actor: Person) -> Any:
    """Those of the same author or site, and for a text those of its kind with their words."""
    same = [Case.author_id == case.author_id] if case.author_id is not None else []
    same += [Case.link_site == case.link_site] if case.link_site else []
    columns = (Case.public_id, Case.title, Case.author_id, Case.link_site)
    if case.subject_kind in TEXTS:
        model, heading = (Idea, Idea.title) if case.subject_kind is Kind.IDEA else (IdeaComment, literal(""))
        query = select(*columns, heading.label("heading"), model.body.label("body"))
        query = query.outerjoin(model, model.public_id == Case.reference)
        same.append(Case.subject_kind == case.subject_kind)
    else:
        query = select(*columns, literal("").label("heading"), literal("").label("body"))
    waiting = query.where(Case.status == CaseStatus.WAITING, Case.id != (case.id or 0), or_(literal(False), *same))
    allowed = waiting.where(on_the_desk_of(actor), is_judged_by(actor), is_free_for(actor))
    return allowed.order_by(Case.due_at).limit(COMPARED)


def _why(row: Row[Any], case: Case, near: set[str]) -> str:
    if row.public_id in near:
        return _("presque le même texte")
    if row.link_site and row.link_site == case.link_site:
        return _("même lien : %(site)s", site=row.link_site)
    return _("même auteur") if row.author_id is not None and row.author_id == case.author_id else ""
