"""What is read of submissions: what a dossier still lacks before it may be sent, receipts, requests to complete."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import Row, func, select
from sqlalchemy.orm import joinedload, lazyload

from app.accounts.models import Person
from app.core.extensions import db
from app.minors.queries import lacks_agreement
from app.projects import policy
from app.projects import queries as projects
from app.projects.history import ASIDE
from app.projects.models import Project, Proposal, Step, StepVersion
from app.projects.parts import PRESENTATION, WRITTEN, ask_again
from app.projects.status import ProjectStatus
from app.rounds.calendar import end_in_words
from app.rounds.figures import before_closing
from app.rounds.models import PhaseKind, Round
from app.rounds.queries import rules_of
from app.submissions.models import CompletionRequest, Submission


@dataclass(frozen=True)
class Check:
    """One thing the rulebook asks before a dossier is sent: its name, and what is missing (nothing when it holds)."""

    key: str
    label: str
    lacking: Sequence[str] = ()
    note: str = ""

    @property
    def is_done(self) -> bool:
        """Whether it holds."""
        return not self.lacking


def checks_of(project: Project, steps: Sequence[Step] | None = None) -> list[Check]:
    """Everything that is asked, in the order in which a team does it; what the rulebook does not ask is left out."""
    return [*_written(project, steps), *_comptoir(project), *_agreement(project), *_open(project)]


def _written(project: Project, steps: Sequence[Step] | None) -> Iterator[Check]:
    ready = projects.completeness(project, steps)
    carried = list(ready.carrier)
    yield Check("parts", _("Toutes les parties sont remplies"), [each for each in ready.missing if each not in carried])
    if rules_of(project.round)["carrier_required"] or carried:
        yield Check("carrier", _("Une structure vérifiée porte le projet"), carried)


def _comptoir(project: Project) -> Iterator[Check]:
    if not rules_of(project.round)["comptoir_required"]:
        return
    owed = [
        _(
            "Le règlement demande qu’une personne de l’équipe ait participé à un comptoir avant de déposer (les "
            "ateliers et les journées ne comptent pas). Choisissez une date dans la page des comptoirs."
        )
    ]
    waiver = project.comptoir_waiver
    note = _("Autorisé par l’équipe : %(reason)s", reason=waiver) if waiver else ""
    label = _("Une personne de l’équipe est venue à un comptoir")
    yield Check("comptoir", label, owed if projects.owes_comptoir(project) else (), note)


def _agreement(project: Project) -> Iterator[Check]:
    if project.holder.under_15:
        lacks = lacks_agreement(project.holder, rules_of(project.round)["minors"])
        owed = [_("Un parent doit d’abord donner son accord : demandez-le dans votre compte.")] if lacks else []
        yield Check("agreement", _("Un parent est d’accord"), owed)


def _open(project: Project) -> Iterator[Check]:
    closed = policy.takes_dossiers.why_not(project.holder, project)
    returned = project.status is ProjectStatus.TO_COMPLETE
    phases = [project.round.phase(kind) for kind in (PhaseKind.SUBMISSION, PhaseKind.LABELLING)[: 1 + returned]]
    ends = [phase for phase in phases if phase is not None]
    note = _("Jusqu’au %(when)s.", when=end_in_words(ends[-1])) if ends and not closed else ""
    yield Check("phase", _("Le dépôt est ouvert"), [closed] if closed else (), note)


# --- receipts and requests ----------------------------------------------------------------------------------------


def submission_by_public_id(public_id: str) -> Submission | None:
    """The receipt of that public identifier, with its project and what was frozen."""
    project = joinedload(Submission.project).options(*projects.WHOLE, lazyload(Project.answers))
    query = select(Submission).where(Submission.public_id == public_id)
    sender = joinedload(Submission.submitted_by).lazyload(Person.role_grants)
    return db.session.scalar(query.options(project, joinedload(Submission.proposal), sender))


def submissions_of(project: Project) -> Sequence[Submission]:
    """The receipts of a project, latest first."""
    query = select(Submission).where(Submission.project_id == project.id).options(joinedload(Submission.proposal))
    return db.session.scalars(query.order_by(Submission.id.desc())).all()


def request_of(project: Project) -> CompletionRequest | None:
    """What staff asked to complete, once they did."""
    return db.session.scalar(select(CompletionRequest).where(CompletionRequest.project_id == project.id))


def was_sent_back(proposal: Proposal) -> bool:
    """Whether the project of a proposal was sent back once already: it is not a second time."""
    asked = select(CompletionRequest.id).where(CompletionRequest.project_id == proposal.project_id)
    return db.session.scalar(asked.limit(1)) is not None


TEXTS = ("title", "summary", "collective", "theme", "municipality_code", "youth")  # of the presentation


def still_asked(project: Project) -> dict[str, str]:
    """What staff asked of each part, by its key, that the team has not written again since; nothing once sent again."""
    rows = _asked_and_saved(project) if project.status is ProjectStatus.TO_COMPLETE else ()
    left: dict[str, str] = {}
    for request, step, saved in rows:
        told = {reason["key"]: " ".join(reason["text"].split()) for reason in request.reasons}
        if PRESENTATION in told and _presented_as(project, request.proposal_id):
            left[PRESENTATION] = told[PRESENTATION]
        if step.key in told and not _is_after(_last_saved(project, step, saved), request.asked_at):
            left[step.key] = told[step.key]
    return left


def _asked_and_saved(project: Project) -> Sequence[Row[CompletionRequest, Step, datetime | None]]:
    """The request of a project beside each part of its round, in order, and when this part was last written."""
    same = (StepVersion.step_id == Step.id, StepVersion.project_id == project.id, StepVersion.kind != ASIDE)
    saved = select(func.max(StepVersion.saved_at)).where(*same).scalar_subquery()
    query = select(CompletionRequest, Step, saved).join(Step, Step.round_id == project.round_id)
    query = query.where(CompletionRequest.project_id == project.id, Step.retired_at.is_(None))
    return db.session.execute(query.options(lazyload(Step.fields)).order_by(Step.position, Step.id)).all()


def _last_saved(project: Project, step: Step, saved: datetime | None) -> datetime | None:
    """The later of its questions and of what a feature keeps for it."""
    elsewhere = WRITTEN[step.kind](project) if step.kind in WRITTEN else None
    return max(filter(None, (saved, elsewhere)), default=None)


def _is_after(saved: datetime | None, asked: datetime) -> bool:
    return saved is not None and saved > asked


def _presented_as(project: Project, proposal_id: int) -> bool:
    """Whether the presentation still says what was sent."""
    sent = next((each for each in project.proposals if each.id == proposal_id), None)
    return sent is not None and all(getattr(project, name) == getattr(sent, name) for name in TEXTS)


ask_again("submissions", still_asked)


def next_place(year: int) -> int:
    """The place that the next dossier of the year would take."""
    return (db.session.scalar(select(func.max(Submission.place)).where(Submission.year == year)) or 0) + 1


@before_closing(PhaseKind.SUBMISSION)
def projects_at_closing(round_: Round) -> list[tuple[str, int]]:
    """How many dossiers were sent, and how many are still being written."""
    counted = select(Project.status, func.count()).where(Project.round_id == round_.id).group_by(Project.status)
    counts = dict(db.session.execute(counted).all())
    sent = counts.pop(ProjectStatus.SUBMITTED, 0)
    return [(_("Dossiers déposés"), sent), (_("Dossiers en cours d’écriture"), sum(counts.values()))]
