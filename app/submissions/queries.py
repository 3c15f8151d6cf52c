"""What is read of submissions: what a dossier still lacks before it may be sent, receipts, requests to complete."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, lazyload

from app.accounts.models import Person
from app.core.extensions import db
from app.minors.queries import lacks_agreement
from app.projects import policy
from app.projects import queries as projects
from app.projects.models import Project, Step
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
    note = _("Dispense donnée par l’équipe : %(reason)s", reason=waiver) if waiver else ""
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
