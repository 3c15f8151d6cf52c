"""A project is begun, alone or from an idea, and written step by step."""

from typing import Any, NamedTuple

from flask_babel import gettext as _
from sqlalchemy import select

from app.accounts.measures import require_allowed
from app.accounts.models import Person
from app.core import audit, names
from app.core.errors import Refused
from app.core.extensions import db
from app.core.html import without_marks
from app.core.models import check_fresh
from app.files.services import copy_files
from app.ideas import services as ideas
from app.ideas.models import Idea
from app.projects import queries
from app.projects.models import Project, Step, StepField
from app.projects.parts import QUESTIONS
from app.projects.services.versions import answer_step
from app.projects.steps import DEFAULT_STEPS, FIELD_KINDS, TEXT_MAX, Part, Question
from app.rounds.models import Round
from app.rounds.queries import current_round
from app.rounds.themes import Theme
from app.territories.models import Municipality
from moderation.measures import Deed

SUMMARY_MAX = 280


class Presentation(NamedTuple):
    """How a project presents itself: what everybody reads first."""

    title: str
    summary: str
    collective: str
    theme: Theme
    municipality: Municipality
    youth: bool = False


def default_steps(round: Round) -> list[Step]:
    """Give a round the steps of every dossier, unless it has steps already; return them in order."""
    steps = list(queries.steps_of(round))
    if not steps:  # two first projects at once: the second waits here, then finds the steps of the first
        db.session.scalar(select(Round.id).where(Round.id == round.id).with_for_update())
        steps = list(queries.steps_of(round))
    if not steps:
        steps = [_step(round, position, part) for position, part in enumerate(DEFAULT_STEPS, 1)]
        db.session.add_all(steps)
        db.session.flush()
    return steps


def _step(round: Round, position: int, part: Part) -> Step:
    fields = [
        StepField(position=n, key=q.key, kind=q.kind, label=q.label, hint=q.hint, example=q.example, **_room(q))
        for n, q in enumerate(part.questions, 1)
    ]
    told = {"key": part.key, "kind": part.kind, "title": part.title, "guidance": part.guidance}
    return Step(round_id=round.id, position=position, every_field=fields, **told)


def _room(question: Question) -> dict[str, Any]:
    return {"required": question.required, "length": FIELD_KINDS[question.kind].length}


def grow_project(idea: Idea, *, by: Person) -> Project:
    """Begin the one project of a published idea, in its round; the idea's author holds it.

    Its whole text begins the first answer: a summary keeps only what fits.
    """
    ideas.grow_idea(idea, by=by)
    body = without_marks(idea.body)
    summary = body if len(body) <= SUMMARY_MAX else body[: SUMMARY_MAX - 1].rsplit(" ", 1)[0] + "…"
    project = Project(idea=idea, title=idea.title, summary=summary, theme=idea.theme, municipality=idea.municipality)
    _begin(project, idea.round, by)
    copy_files(idea, project)
    _begin_with(project, idea.body.strip(), by)
    return project


def _begin_with(project: Project, text: str, by: Person) -> None:
    """Write a text as the first long answer of the dossier, where there is room for it."""
    for step in queries.steps_of(project.round):
        for asked in step.fields if step.kind == QUESTIONS else ():
            if asked.kind == "long_text" and len(text) <= (asked.length or 0):
                answer_step(project, step, {asked.key: text}, by=by)
                return


def start_project(  # noqa: PLR0913  (a presentation has six parts)
    title: str,
    summary: str,
    collective: str,
    theme: Theme,
    municipality: Municipality,
    youth: bool = False,
    *,
    by: Person,
    round: Round | None = None,
) -> Project:
    """Begin a project that comes from no idea, in `round` or the current one. Raises Refused when there is none."""
    require_allowed(by, Deed.POST)
    round_ = round or current_round()
    if round_ is None:
        raise Refused(
            _("Aucune édition n’est ouverte : vous pourrez commencer un projet dès que la prochaine sera annoncée.")
        )
    return _begin(
        Project(
            title=names.cleaned(title, field="title"),
            summary=summary.strip(),
            collective=_collective(collective),
            theme=theme,
            municipality=municipality,
            youth=youth,
        ),
        round_,
        by,
    )


def _collective(name: str) -> str:
    """The name of a group, when there is one."""
    return names.cleaned(name, TEXT_MAX, "collective") if name.strip() else ""


def _begin(project: Project, round: Round, by: Person) -> Project:
    default_steps(round)
    project.round, project.holder = round, by
    db.session.add(project)
    db.session.flush()
    audit.record("project.start", project, by=by, idea=project.idea.public_id if project.idea else None)
    return project


def present_project(project: Project, shown: Presentation, *, by: Person, version: int | None = None) -> None:
    """Change how the project presents itself. Raises Stale when it changed since `version`."""
    check_fresh(project, version)
    project.title, project.summary = names.cleaned(shown.title, field="title"), shown.summary.strip()
    project.collective = _collective(shown.collective)
    project.theme, project.municipality, project.youth = shown.theme, shown.municipality, shown.youth
    audit.record("project.present", project, by=by)
    db.session.flush()
