"""What is done with projects: begin, write, freeze a proposal when they are submitted, withdraw it."""

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
from app.notifications.voice import in_the_programmes_language
from app.projects import policy, queries
from app.projects.amounts import parse_euros
from app.projects.models import Answer, Project, Proposal, Step, StepField
from app.projects.status import ProposalStatus
from app.projects.steps import BUDGET, DEFAULT_STEPS, REQUESTED, Part
from app.rounds.models import Phase, Round
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
            youth=youth,
        ),
        round_,
        by,
    )


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
    project.title, project.summary, project.collective = (text.strip() for text in shown[:3])
    project.theme, project.municipality, project.youth = shown.theme, shown.municipality, shown.youth
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
    if why_not := policy.takes_dossiers.why_not(by, project):
        raise Refused(why_not)
    if any(older.status is ProposalStatus.LABELLED for older in project.proposals):
        raise Refused(_("Ce projet a déjà reçu le label : il ne se dépose pas deux fois."))
    lacking = queries.completeness(project).missing
    if lacking:
        raise Refused(_("Il manque encore : %(missing)s.", missing=" ; ".join(lacking)))
    if queries.owes_comptoir(project):
        raise Refused(
            _(
                "Le règlement demande d’avoir participé à un comptoir avant de déposer (les ateliers et les journées "
                "ne comptent pas). Choisissez une date dans la page des comptoirs."
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
    """Let a project be submitted although its holder came to no comptoir; the reason is kept and shown."""
    if not reason.strip():
        raise Refused(_("Donnez la raison de cette dispense : elle est gardée avec le dossier."))
    project.comptoir_waiver = reason.strip()
    audit.record("project.waive_comptoir", project, by=by, reason=reason.strip())


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
        youth=project.youth,
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


# --- what others decide -----------------------------------------------------------------------------------------


def hold(proposal: Proposal) -> None:
    """Keep the proposal's row for oneself until the commit, and read it and its project as they are now."""
    db.session.refresh(proposal, with_for_update={"of": Proposal})
    if proposal.project is not None:
        db.session.refresh(proposal.project)


def withdraw(proposal: Proposal, reason: str, *, by: Person) -> None:
    """Take a proposal out of its round, labelled or not, for a reason its holder reads.

    Raises Refused once the vote has begun: people may already have chosen it.
    """
    hold(proposal)
    db.session.scalar(select(Round.id).where(Round.id == proposal.round_id).with_for_update())  # the vote opens there
    db.session.scalars(
        select(Phase).where(Phase.round_id == proposal.round_id).execution_options(populate_existing=True)
    ).all()
    if why_not := policy.before_the_vote.why_not(by, proposal):
        raise Refused(why_not)
    advance(proposal, "withdraw", by=by, reason=reason.strip())
    proposal.decision_reason, proposal.decided_by_id = reason.strip(), by.id
    db.session.flush()
    with in_the_programmes_language():
        subject = _("Votre projet « %(title)s » est retiré", title=proposal.title)
        opening = _(
            "L’équipe a retiré votre projet de l’édition « %(round)s » : il ne sera pas soumis au vote. Vous n’êtes "
            "pas d’accord ? Écrivez à %(contact)s.",
            round=proposal.round.name,
            contact=current_app.config["SETTINGS"].CONTACT,
        )
        tell_decision(proposal, subject, opening, reason)


def tell_decision(proposal: Proposal, subject: str, opening: str, reason: str) -> None:
    """Write to the holder what was decided and why; an imported proposal has nobody to write to."""
    if proposal.project is None:
        return
    holder = proposal.project.holder
    lines = [
        _("Bonjour %(name)s,", name=holder.name),
        opening,
        _("Raison : %(reason)s", reason=reason.strip()),
        f"{current_app.config['SETTINGS'].BASE_URL}/projets/{proposal.project.public_id}",
    ]
    tell(holder.email, subject, "\n\n".join(lines))
