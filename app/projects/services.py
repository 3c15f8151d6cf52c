"""What is done with projects: begin, write, and freeze a proposal when they are submitted."""

import secrets
from collections.abc import Mapping
from typing import NamedTuple

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import select

from app.accounts.models import Person
from app.core import audit, clock
from app.core.errors import Refused, Stale
from app.core.extensions import db
from app.core.lifecycle import advance
from app.core.models import check_fresh
from app.ideas import services as ideas
from app.ideas.models import Idea
from app.notifications.services import tell
from app.projects import queries
from app.projects.amounts import parse_euros
from app.projects.models import Answer, Project, Proposal, Step, StepField
from app.projects.queries import completeness  # noqa: F401  (read here by other features too)
from app.projects.status import ProjectStatus, ProposalStatus
from app.projects.steps import BUDGET, DEFAULT_STEPS, REQUESTED, Part
from app.rounds import calendar
from app.rounds.models import PhaseKind, Round
from app.rounds.queries import current_round
from app.rounds.themes import Theme
from app.territories.models import Municipality

SUMMARY_MAX = 280
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # nothing that looks like something else
CODE_LENGTH = 5


class Presentation(NamedTuple):
    """How a project presents itself: what everybody reads first."""

    title: str
    summary: str
    collective: str
    theme: Theme
    municipality: Municipality


def default_steps(round: Round) -> list[Step]:
    """Give a round the steps of every dossier, unless it has steps already; return them in order."""
    steps = list(queries.steps_of(round))
    if not steps:
        steps = [_step(round, position, part) for position, part in enumerate(DEFAULT_STEPS, 1)]
        db.session.add_all(steps)
        db.session.flush()
    return steps


def _step(round: Round, position: int, part: Part) -> Step:
    fields = [
        StepField(position=n, key=q.key, kind=q.kind, label=q.label, hint=q.hint, example=q.example)
        for n, q in enumerate(part.questions, 1)
    ]
    return Step(
        round_id=round.id, position=position, key=part.key, title=part.title, guidance=part.guidance, fields=fields
    )


def grow_project(idea: Idea, *, by: Person) -> Project:
    """Begin the one project of a published idea, in its round; the idea's author holds it."""
    ideas.grow_idea(idea, by=by)
    body = " ".join(idea.body.split())
    summary = body if len(body) <= SUMMARY_MAX else body[: SUMMARY_MAX - 1].rsplit(" ", 1)[0] + "…"
    project = Project(idea=idea, title=idea.title, summary=summary, theme=idea.theme, municipality=idea.municipality)
    return _begin(project, idea.round, by)


def start_project(
    title: str,
    summary: str,
    collective: str,
    theme: Theme,
    municipality: Municipality,
    *,
    by: Person,
    round: Round | None = None,
) -> Project:
    """Begin a project that comes from no idea, in `round` or the current one. Raises Refused when there is none."""
    round_ = round or current_round()
    if round_ is None:
        raise Refused(
            _("Aucune édition n’est ouverte : vous pourrez commencer un projet dès que la prochaine sera annoncée.")
        )
    return _begin(
        Project(
            title=title.strip(),
            summary=summary.strip(),
            collective=collective.strip(),
            theme=theme,
            municipality=municipality,
        ),
        round_,
        by,
    )


def _begin(project: Project, round: Round, by: Person) -> Project:
    default_steps(round)
    project.round, project.holder = round, by
    db.session.add(project)
    db.session.flush()
    audit.record("project.begin", project, by=by, idea=project.idea.public_id if project.idea else None)
    return project


def present_project(project: Project, shown: Presentation, *, by: Person, version: int | None = None) -> None:
    """Change how the project presents itself. Raises Stale when it changed since `version`."""
    check_fresh(project, version)
    project.title, project.summary, project.collective = (text.strip() for text in shown[:3])
    project.theme, project.municipality = shown.theme, shown.municipality
    audit.record("project.present", project, by=by)
    db.session.flush()


def answer_step(project: Project, step: Step, texts: Mapping[str, str], *, by: Person, seen: str | None = None) -> None:
    """Write the fields of a step, by key. Raises Stale when its answers are no longer those of the digest `seen`."""
    if seen is not None and seen != queries.digest_of_step(project, step):
        raise Stale
    kept = {answer.field_id: answer for answer in project.answers}
    for field in step.fields:
        if field.key in texts:
            _write(project, field, texts[field.key].strip(), kept)
    project.updated_at = clock.now()  # two writers at the same instant meet on the version of the project
    audit.record("project.answer", project, by=by, step=step.key)
    db.session.flush()


def _write(project: Project, field: StepField, text: str, kept: dict[int, Answer]) -> None:
    if field.id not in kept:
        project.answers.append(Answer(field_id=field.id, text=text))
    elif kept[field.id].text != text:
        kept[field.id].text, kept[field.id].written_at = text, clock.now()


# --- submitting -------------------------------------------------------------------------------------------------


def submit_project(project: Project, *, by: Person, code: str = "") -> Proposal:
    """Freeze the project as a proposal of its round, in place of the one it had; the holder is told by mail.

    Raises Refused when the phase is closed, something is missing, or a comptoir is owed. `code` is drawn if not given.
    """
    _require_open(project)
    lacking = completeness(project).missing
    if lacking:
        raise Refused(_("Il manque encore : %(missing)s.", missing=" ; ".join(lacking)))
    if queries.owes_comptoir(project):
        raise Refused(
            _(
                "Le règlement demande d’avoir participé à un comptoir avant de déposer. Choisissez une date "
                "dans la page des comptoirs."
            )
        )
    advance(project, "submit", by=by)
    project.to_complete = None
    for older in project.proposals:
        if older.status is ProposalStatus.ENTERED:
            advance(older, "replace", by=by)
    proposal = _freeze(project, code or _new_code(project.round))
    audit.record("proposal.enter", proposal, by=by, project=project.public_id, code=proposal.code)
    _tell_holder(project, proposal)
    return proposal


def waive_comptoir(project: Project, reason: str, *, by: Person) -> None:
    """Let a project be submitted although nobody of its team came to a comptoir; the reason is kept and shown."""
    if not reason.strip():
        raise Refused(_("Donnez la raison de cette dispense : elle est gardée avec le dossier."))
    project.comptoir_waiver = reason.strip()
    audit.record("project.waive_comptoir", project, by=by, reason=reason.strip())


def _require_open(project: Project) -> None:
    # Sent back by the committee, a dossier is completed during labelling: submission is over by then.
    if project.status is ProjectStatus.TO_COMPLETE and calendar.is_open(project.round, PhaseKind.LABELLING):
        return
    calendar.require_open(project.round, PhaseKind.SUBMISSION)


def _freeze(project: Project, code: str) -> Proposal:
    steps = queries.steps_of(project.round)
    texts = queries.answers_by_key(project, steps)
    answers = [
        {"step": step.title, "label": field.label, "text": texts[field.key], "key": field.key}
        for step in steps
        for field in step.fields
        if field.kind != "money" and texts[field.key]
    ]
    proposal = Proposal(
        round=project.round,
        project=project,
        code=code,
        title=project.title,
        summary=project.summary,
        collective=project.collective,
        theme=project.theme,
        municipality=project.municipality,
        place=project.municipality.name,
        answers=answers,
        requested_cents=_cents(texts, REQUESTED),
        budget_cents=_cents(texts, BUDGET),
    )
    db.session.add(proposal)
    db.session.flush()
    return proposal


def _cents(texts: Mapping[str, str], key: str) -> int:
    return (parse_euros(texts.get(key, "")) or 0) * 100


def _new_code(round: Round) -> str:
    while True:
        code = "".join(secrets.choice(LETTERS) for _n in range(CODE_LENGTH))
        if db.session.scalar(select(Proposal.id).where(Proposal.round_id == round.id, Proposal.code == code)) is None:
            return code


def _tell_holder(project: Project, proposal: Proposal) -> None:
    address = f"{current_app.config['SETTINGS'].BASE_URL}/projets/{project.public_id}"
    tell(
        project.holder.email,
        _("Votre dossier « %(title)s » est déposé", title=proposal.title),
        _(
            "Bonjour %(name)s,\n\nVotre dossier « %(title)s » est bien déposé, sous le code %(code)s. Un "
            "comité va l’examiner ; "
            "vous recevrez un courriel avec sa décision et ses raisons.\n\nSuivre votre dossier : %(address)s",
            name=project.holder.name,
            title=proposal.title,
            code=proposal.code,
            address=address,
        ),
        dedup=f"proposal-entered-{proposal.public_id}",
    )


def return_project(project: Project, missing: str, *, by: Person) -> None:
    """Send a submitted project back to its holder with what is missing; a new submission will replace the proposal."""
    advance(project, "return_", by=by, reason=missing)
    project.to_complete = missing.strip()
