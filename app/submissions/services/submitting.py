"""A complete project is frozen as a proposal of its round."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy import select

from app.accounts.models import Person
from app.core import audit
from app.core.errors import Refused
from app.core.extensions import db
from app.core.lifecycle import advance
from app.files.services import copy_files
from app.minors.services import require_agreement
from app.notifications.services import notify
from app.notifications.topics import Topic
from app.projects import policy, queries
from app.projects.amounts import parse_euros
from app.projects.carriers import with_carrier
from app.projects.models import Project, Proposal, Step
from app.projects.parts import part_of
from app.projects.status import ProposalStatus
from app.projects.steps import BUDGET, REQUESTED, TEAM
from app.rounds.models import Round
from app.rounds.queries import rules_of

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # nothing that looks like something else
CODE_LENGTH = 5


def submit_project(project: Project, *, by: Person, code: str = "") -> Proposal:
    """Freeze the project as a proposal of its round, in place of the one it had; the holder is told by mail.

    Raises Refused when the phase is closed, something is missing, or a comptoir is owed. `code` is drawn if not given.
    """
    db.session.scalar(select(Project.id).where(Project.id == project.id).with_for_update())  # its carrier stays too
    db.session.expire(project, ["hosting"])
    if why_not := policy.takes_dossiers.why_not(by, project):
        raise Refused(why_not)
    require_agreement(by, rules_of(project.round)["minors"])
    if any(older.status is ProposalStatus.LABELLED for older in project.proposals):
        raise Refused(_("Ce projet a déjà reçu le label : il ne se dépose pas deux fois."))
    lacking = queries.completeness(project).missing
    if lacking:
        raise Refused(_("Il manque encore : %(missing)s.", missing=" ; ".join(lacking)))
    if queries.owes_comptoir(project):
        raise Refused(
            _(
                "Le règlement demande qu’une personne de l’équipe ait participé à un comptoir avant de déposer (les "
                "ateliers et les journées ne comptent pas). Choisissez une date dans la page des comptoirs."
            )
        )
    advance(project, "submit", by=by)
    project.to_complete = None
    for older in project.proposals:
        if older.status is ProposalStatus.ENTERED:
            advance(older, "replace", by=by)
    proposal = _freeze(project, code or _new_code(project.round))
    frozen = [file.sha256 for file in copy_files(project, proposal)]
    audit.record("proposal.enter", proposal, by=by, project=project.public_id, code=proposal.code, files=frozen)
    _tell_holder(project, proposal, by)
    return proposal


def waive_comptoir(project: Project, reason: str, *, by: Person) -> None:
    """Let a project be submitted although nobody of its team came to no comptoir; the reason is kept and shown."""
    if not reason.strip():
        raise Refused(_("Donnez la raison de cette dispense : elle est gardée avec le dossier."))
    project.comptoir_waiver = reason.strip()
    audit.record("project.waive_comptoir", project, by=by, reason=reason.strip())


def _freeze(project: Project, code: str) -> Proposal:
    steps = queries.steps_of(project.round)
    texts = queries.answers_by_key(project, steps)
    answers = [{"step": step.title} | line for step in steps for line in _lines(project, step, texts)]
    requested, budget = _amounts(project, steps, texts)
    answers = with_carrier(answers, project, next((s.title for s in steps if s.key == TEAM), ""))
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
        requested_cents=requested,
        budget_cents=budget,
    )
    db.session.add(proposal)
    db.session.flush()
    return proposal


def _lines(project: Project, step: Step, texts: Mapping[str, str]) -> list[dict[str, Any]]:
    """The lines of one step: those of the feature that fills it, or its answers; amounts have columns of their own."""
    if part := part_of(step):
        return part.frozen(project, step)
    asked = [field for field in step.fields if field.kind != "money" and texts[field.key]]
    return [{"label": field.label, "text": texts[field.key], "key": field.key} for field in asked]


def _amounts(project: Project, steps: Sequence[Step], texts: Mapping[str, str]) -> tuple[int, int]:
    for step in steps:
        part = part_of(step)
        if part and part.amounts:
            return part.amounts(project)
    return _cents(texts, REQUESTED), _cents(texts, BUDGET)


def _cents(texts: Mapping[str, str], key: str) -> int:
    return (parse_euros(texts.get(key, "")) or 0) * 100


def _new_code(round: Round) -> str:
    while True:
        code = "".join(secrets.choice(LETTERS) for _n in range(CODE_LENGTH))
        if db.session.scalar(select(Proposal.id).where(Proposal.round_id == round.id, Proposal.code == code)) is None:
            return code


def _tell_holder(project: Project, proposal: Proposal, by: Person) -> None:
    notify(
        project.holder,
        Topic.DECISIONS,
        lazy_gettext("Votre dossier « %(title)s » est déposé", title=proposal.title),
        lazy_gettext(
            "Votre dossier « %(title)s » est bien déposé, sous le code %(code)s. Un comité va l’examiner ; vous "
            "recevrez un courriel avec sa décision et ses raisons.",
            title=proposal.title,
            code=proposal.code,
        ),
        link=f"/projets/{project.public_id}",
        by=by,
        dedup=f"proposal-entered-{proposal.public_id}",
    )
