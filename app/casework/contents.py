"""The seven kinds of things that may be judged: how each is found, read, named, and whose it is.

Contents know nothing of cases; this is the only place that knows all of them.
"""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from flask_babel import gettext as _
from sqlalchemy import inspect, select
from sqlalchemy.orm import joinedload, lazyload

from app.accounts.models import Person
from app.core.extensions import db
from app.files.models import FileKind, StoredFile
from app.files.policy import placed
from app.ideas.models import Idea, IdeaComment
from app.ideas.status import SHOWN, CommentStatus, IdeaStatus
from app.organisations.models import Organisation
from app.organisations.status import OrganisationStatus
from app.projects.models import Project
from app.projects.status import ProposalStatus
from app.restitutions.models import Contribution
from app.restitutions.status import ContributionStatus
from moderation.cases import Kind
from moderation.screening import Hint, HintKind

WORDS_MAX = 110
WAITING = (IdeaStatus.PENDING, CommentStatus.PENDING, ContributionStatus.PENDING)


class Subject(NamedTuple):
    """What the desk asks of a kind of content."""

    model: Any
    title: Callable[[Any], str]
    text: Callable[[Any], str]
    owner: str  # the attribute that names whose it is; its key is beside it, with _id
    page: Callable[[Any], str]
    is_shown: Callable[[Any], bool]


def _thing(file: StoredFile) -> Any:
    """What a picture belongs to, looked for once."""
    kept = getattr(file, "_thing", None)
    if kept is None or inspect(kept).detached or inspect(kept).expired:
        found = placed(file)
        kept = found.held.thing if found else None
        file._thing = kept  # type: ignore[attr-defined]  # beside the columns
    return kept


def _page_of_picture(file: StoredFile) -> str:
    thing = _thing(file)
    kind = kind_of(thing) if thing is not None else None
    return SUBJECTS[kind].page(thing) if kind else "/"


def _shown_project(project: Project) -> bool:
    return project.hidden_at is None and any(one.status is ProposalStatus.LABELLED for one in project.proposals)


def _page_of_project(project: Project) -> str:
    labelled = [one for one in project.proposals if one.status is ProposalStatus.LABELLED]
    return f"/projets/proposition/{labelled[-1].public_id}" if labelled else f"/projets/{project.public_id}"


def _first_words(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= WORDS_MAX else words[: WORDS_MAX - 1].rsplit(" ", 1)[0] + "…"


SUBJECTS: dict[Kind, Subject] = {
    Kind.IDEA: Subject(
        Idea,
        lambda idea: idea.title,
        lambda idea: f"{idea.title}\n{idea.body}",
        "author",
        lambda idea: f"/envies/{idea.public_id}",
        lambda idea: idea.status in SHOWN,
    ),
    Kind.COMMENT: Subject(
        IdeaComment,
        lambda comment: _first_words(comment.body),
        lambda comment: comment.body,
        "author",
        lambda comment: f"/envies/{comment.idea.public_id}#commentaire-{comment.public_id}",
        lambda comment: comment.status is CommentStatus.PUBLISHED,
    ),
    Kind.PROJECT: Subject(
        Project,
        lambda project: project.title,
        lambda project: f"{project.title}\n{project.summary}",
        "holder",
        _page_of_project,
        _shown_project,
    ),
    Kind.PICTURE: Subject(
        StoredFile,
        lambda file: _first_words(file.alt),
        lambda file: file.alt,
        "owner",
        _page_of_picture,
        lambda file: file.hidden_at is None,
    ),
    Kind.ORGANISATION: Subject(
        Organisation,
        lambda one: one.name,
        lambda one: f"{one.name}\n{one.website}",
        "declared_by",
        lambda one: f"/organisations/{one.public_id}",
        lambda one: one.hidden_at is None and one.status is OrganisationStatus.CONFIRMED,
    ),
    Kind.PROFILE: Subject(
        Person,
        lambda person: person.name,
        lambda person: person.name,
        "",
        lambda _person: "/compte/",
        lambda person: person.hidden_at is None and person.left_at is None and person.is_public,
    ),
    Kind.CONTRIBUTION: Subject(
        Contribution,
        lambda one: _first_words(one.body),
        lambda one: one.body,
        "author",
        lambda one: f"/comptoirs/{one.event.public_id}/contributions",
        lambda one: one.status is ContributionStatus.PUBLISHED,
    ),
}
BY_MODEL = {subject.model: kind for kind, subject in SUBJECTS.items()}


def kind_of(content: Any) -> Kind | None:
    """The kind of a content; a document, or anything else that nobody judges here, has none."""
    if isinstance(content, StoredFile) and content.kind is not FileKind.PICTURE:
        return None
    return BY_MODEL.get(type(content))


def content_of(kind: Kind, reference: str) -> Any | None:
    """The content itself, or None once it is gone."""
    model = SUBJECTS[kind].model
    query = select(model).where(model.public_id == reference)
    return db.session.scalar(query.options(*_bare(kind)))


def _bare(kind: Kind) -> list[Any]:
    """Whoever wrote it comes without their roles."""
    if kind is Kind.PROFILE:
        return [lazyload(Person.role_grants)]
    owner = getattr(SUBJECTS[kind].model, SUBJECTS[kind].owner, None)
    options = [joinedload(owner).lazyload(Person.role_grants)] if owner is not None else []
    return [*options, joinedload(IdeaComment.idea)] if kind is Kind.COMMENT else options


def judged(case: Any) -> Any | None:
    """What a case is about, read once in a request."""
    kept = getattr(case, "_judged", None)
    if kept is None or inspect(kept).detached or inspect(kept).expired:
        kept = case._judged = content_of(case.subject_kind, case.reference)
    return kept


def title_of(content: Any) -> str:
    """What it is called at the desk."""
    kind = kind_of(content)
    return (SUBJECTS[kind].title(content) if kind else "") or _("(sans texte)")


def text_of(content: Any) -> str:
    """The words to read."""
    kind = kind_of(content)
    return SUBJECTS[kind].text(content) if kind else ""


def fitting(content: Any, hints: Iterable[Hint]) -> list[Hint]:
    """The hints that make sense for that kind: a name or the words beside a picture are short."""
    long = isinstance(content, (Idea, IdeaComment, Contribution, Project))
    return [hint for hint in hints if long or hint.kind is not HintKind.SHORT]


def is_shown(content: Any) -> bool:
    """Whether everybody reads it now."""
    kind = kind_of(content)
    return kind is not None and SUBJECTS[kind].is_shown(content)


def is_waiting(content: Any) -> bool:
    """Whether it waits to be shown."""
    return getattr(content, "status", None) in WAITING


def is_withdrawn(content: Any) -> bool:
    """Whether there is nothing left to judge: its author took it back, or it is gone."""
    return content is None or (isinstance(content, IdeaComment) and not content.body)


def page_of(content: Any) -> str:
    """The path of the page where it is read."""
    kind = kind_of(content)
    return SUBJECTS[kind].page(content) if kind else "/"


def owner_of(content: Any) -> Person | None:
    """Whose it is: who reads the decision."""
    kind = kind_of(content)
    if kind is Kind.PROFILE:
        return content
    if kind is Kind.ORGANISATION:
        return db.session.get(Person, content.declared_by_id) if content.declared_by_id else None
    return getattr(content, SUBJECTS[kind].owner) if kind else None


def about(content: Any) -> Any:
    """What holds its round, its meeting and its place."""
    if isinstance(content, IdeaComment):
        return content.idea
    if isinstance(content, Contribution):
        return content.event
    return _thing(content) if isinstance(content, StoredFile) else content


def parties(content: Any) -> set[int]:
    """The keys of everybody who would judge their own cause: authors, the team of a project, an organisation's people.

    For a project also those of the organisation that carries it.
    """
    if isinstance(content, Idea):
        return {each.author_id for each in (content, *(content.merged if content.is_shown else ()))}
    if isinstance(content, Project):
        carrier = parties(content.hosting.organisation) if content.hosting else set()
        return {*content.team_ids, *carrier}
    if isinstance(content, Organisation):
        declared = {content.declared_by_id} if content.declared_by_id else set()
        return {mandate.person_id for mandate in content.in_force} | declared
    if isinstance(content, StoredFile):
        thing = _thing(content)
        return {content.owner_id} | (parties(thing) if thing is not None else set())
    owner = owner_of(content)
    return {owner.id} if owner else set()
