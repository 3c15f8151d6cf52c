"""What is read of projects and proposals, and how complete a dossier is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import joinedload, lazyload, selectinload

from app.accounts.models import Person, Role
from app.accounts.scopes import covered
from app.core.extensions import db
from app.events.queries import attended_a_comptoir
from app.projects import amounts, carriers, parts
from app.projects.models import Answer, Hosting, Member, Project, Proposal, Step, StepField
from app.projects.status import ProjectStatus, ProposalStatus
from app.projects.steps import BUDGET, CARRIER, REQUESTED, said
from app.rounds.audience import Audience, Turn, is_told
from app.rounds.models import Phase, PhaseKind, Round
from app.rounds.queries import rules_of
from app.rounds.status import RoundStatus

WHOLE = (
    joinedload(Project.round).lazyload(Round.envelopes),
    joinedload(Project.holder).lazyload(Person.role_grants),
    joinedload(Project.hosting).joinedload(Hosting.organisation),
    joinedload(Project.members).joinedload(Member.person).lazyload(Person.role_grants),
)


@dataclass(frozen=True)
class StepState:
    """One step of one project: what its required fields still lack, as sentences."""

    step: Step
    lacking: list[str]
    is_begun: bool

    @property
    def is_done(self) -> bool:
        """Whether nothing is missing."""
        return not self.lacking


@dataclass(frozen=True)
class Completeness:
    """How much of a dossier is ready: the presentation, then every step."""

    project: Project
    steps: list[StepState]
    presentation: list[str]
    carrier: Sequence[str] = ()
    advice: str = ""  # about the carrier, when the rulebook requires none

    @cached_property
    def asked(self) -> Mapping[str, str]:
        """What the committee asked of a part, by its key, until the team writes it again; read when it is looked at.

        It blocks nothing: the team may answer elsewhere, and the committee decides with what it gets.
        """
        return parts.asked_again(self.project)

    @cached_property
    def advised(self) -> list[parts.Advice]:
        """What features advise in these parts; read when it is looked at."""
        advisers = [parts.ADVISERS[state.step.kind] for state in self.steps if state.step.kind in parts.ADVISERS]
        return [advice for adviser in advisers for advice in adviser.advice(self.project)]

    @property
    def done(self) -> int:
        """How many parts are ready and not asked again."""
        first = not self.presentation and parts.PRESENTATION not in self.asked
        return sum(state.is_done and state.step.key not in self.asked for state in self.steps) + first

    @property
    def total(self) -> int:
        """How many parts there are."""
        return len(self.steps) + 1

    @property
    def missing(self) -> list[str]:
        """What is missing, in plain words, in the order of the dossier."""
        return [*self.presentation, *(sentence for state in self.steps for sentence in state.lacking), *self.carrier]

    @property
    def is_complete(self) -> bool:
        """Whether it may be submitted."""
        return not self.missing


def project_by_public_id(public_id: str) -> Project | None:
    """The project of that public identifier."""
    query = select(Project).where(Project.public_id == public_id)
    return db.session.scalars(query.options(*WHOLE)).unique().one_or_none()


def project_with_step(public_id: str, key: str) -> Project | None:
    """The project of that public identifier, when its round has a step of that key."""
    query = (
        select(Project)
        .join(Step, Step.round_id == Project.round_id)
        .where(Project.public_id == public_id, Step.key == key, Step.retired_at.is_(None))
    )
    return db.session.scalars(query.options(*WHOLE)).unique().one_or_none()


def in_team_of(person: Person) -> ColumnElement[bool]:
    """The condition that picks the projects somebody holds or is a member of."""
    joined = exists().where(Member.project_id == Project.id, Member.person_id == person.id)
    return or_(Project.holder_id == person.id, joined)


def projects_of(person: Person) -> Sequence[Project]:
    """The projects whose team a person is in, latest first."""
    query = (
        select(Project)
        .where(in_team_of(person))
        .options(joinedload(Project.round).lazyload("*"), lazyload(Project.answers))
    )
    return db.session.scalars(query.order_by(Project.created_at.desc(), Project.id.desc())).all()


def steps_of(round: Round) -> Sequence[Step]:
    """The steps of a round with their fields, in order; not those that are no longer asked."""
    query = select(Step).where(Step.round_id == round.id, Step.retired_at.is_(None))
    return db.session.scalars(query.options(joinedload(Step.fields)).order_by(Step.position, Step.id)).unique().all()


def count_projects(round: Round) -> int:
    """How many projects a round has begun."""
    return db.session.scalar(select(func.count(Project.id)).where(Project.round_id == round.id)) or 0


def every_step_of(round: Round) -> Sequence[Step]:
    """The same with those no longer asked, and every question of theirs: for those who arrange them."""
    query = select(Step).where(Step.round_id == round.id).options(selectinload(Step.every_field))
    return db.session.scalars(query.order_by(Step.position, Step.id)).all()


def answers_by_field(project: Project) -> dict[int, str]:
    """What was written, by the identifier of the field."""
    return {answer.field_id: answer.text for answer in project.answers}


def answers_by_key(project: Project, steps: Sequence[Step]) -> dict[str, str]:
    """What was written, by the key of the field."""
    texts = answers_by_field(project)
    return {field.key: texts.get(field.id, "") for step in steps for field in step.fields}


def completeness(project: Project, steps: Sequence[Step] | None = None) -> Completeness:
    """What is ready and what is missing, by the steps and the rulebook of the project's round."""
    steps = steps_of(project.round) if steps is None else steps
    texts = answers_by_field(project)
    answers = answers_by_key(project, steps)
    wrong = amounts.problems(
        amounts.parse_cents(answers.get(REQUESTED, "")),
        amounts.parse_cents(answers.get(BUDGET, "")),
        rules_of(project.round),
    )
    states = [_state(project, step, texts, wrong) for step in steps]
    owed = () if any(step.kind == CARRIER and parts.part_of(step) for step in steps) else carriers.owed(project)
    return Completeness(project, states, list(_presentation(project)), owed, carriers.advised(project))


def _state(project: Project, step: Step, texts: dict[int, str], wrong: dict[str, str]) -> StepState:
    """Where a step stands: asked of the feature that fills it, or read in the answers."""
    if part := parts.part_of(step):
        state = part.state(project, step)
        lacking = [_("%(name)s : %(text)s", name=said(step.title), text=sentence) for sentence in state.lacking]
        return StepState(step, lacking, state.is_begun)
    return StepState(step, list(_lacking(step, texts, wrong)), any(texts.get(f.id, "").strip() for f in step.fields))


def _lacking(step: Step, texts: dict[int, str], wrong: dict[str, str]) -> Iterator[str]:
    for field in step.fields:
        if field.required and not texts.get(field.id, "").strip():
            yield _("%(step)s : répondez à « %(question)s »", step=said(step.title), question=said(field.label))
        elif field.key in wrong:
            yield _("%(name)s : %(text)s", name=said(step.title), text=wrong[field.key])


class Retired(NamedTuple):
    """What a team wrote where the round asks nothing any more."""

    step: str
    question: str
    text: str


def has_retired_texts(project: Project, steps: Sequence[Step]) -> bool:
    """Whether something was answered that is asked no longer, told from what is read already; `steps` of the round."""
    asked = {field.id for step in steps for field in step.fields}
    return any(text.strip() and key not in asked for key, text in answers_by_field(project).items())


def retired_texts(project: Project) -> list[Retired]:
    """The texts of a project in parts and questions that were taken out of its round since: nothing is lost."""
    gone = or_(Step.retired_at.is_not(None), StepField.retired_at.is_not(None))
    query = select(Step.title, StepField.label, Answer.text).join(StepField, StepField.id == Answer.field_id)
    written = query.join(Step, Step.id == StepField.step_id).where(Answer.project_id == project.id, Answer.text != "")
    rows = db.session.execute(written.where(gone).order_by(Step.position, Step.id, StepField.position))
    return [Retired(*row) for row in rows]


def _presentation(project: Project) -> Iterator[str]:
    if not project.summary.strip():
        yield _("Présentation : résumez le projet en une ou deux phrases")


def owes_comptoir(project: Project) -> bool:
    """Whether somebody of the team must still attend a comptoir before the submission (staff may have waived it)."""
    asked = rules_of(project.round)["comptoir_required"] and project.comptoir_waiver is None
    return asked and not attended_a_comptoir(project.team_ids, project.round)


TEAM = (Role.MENTOR, Role.MODERATOR, Role.REVIEWER, Role.STAFF)


def followed_projects(actor: Person, statuses: Sequence[ProjectStatus] = tuple(ProjectStatus)) -> Select[Project]:
    """The dossiers of the public rounds that this person's roles reach, last changed first."""
    current = select(Project).join(Round, Round.id == Project.round_id).where(Round.status == RoundStatus.PUBLISHED)
    current = current.options(joinedload(Project.round), lazyload(Project.answers))
    current = current.where(covered(actor, Project, *TEAM))
    return current.where(Project.status.in_(statuses)).order_by(Project.updated_at.desc(), Project.id.desc())


BEING_WRITTEN = (ProjectStatus.DRAFT, ProjectStatus.TO_COMPLETE)
ONCE_SENT = (PhaseKind.LABELLING, PhaseKind.CONTESTATION)  # phases that concern dossiers already sent


@is_told(Audience.TEAMS)
def _teams(phase: Phase, turn: Turn) -> Select[int]:
    """Holders and members of the round's projects: those still written, or those sent, as the phase concerns them."""
    statuses: Sequence[ProjectStatus] = tuple(ProjectStatus)
    if phase.kind in ONCE_SENT:
        statuses = (ProjectStatus.SUBMITTED,)
    elif phase.kind is PhaseKind.SUBMISSION and turn is Turn.ENDS:
        statuses = BEING_WRITTEN
    of_round = (Project.round_id == phase.round_id, Project.status.in_(statuses))
    member = exists().where(Member.project_id == Project.id, Member.person_id == Person.id)
    return select(Person.id).join(Project, or_(Project.holder_id == Person.id, member)).where(*of_round)


# --- proposals --------------------------------------------------------------------------------------------------


def proposal_by_public_id(public_id: str) -> Proposal | None:
    """The proposal of that public identifier, whatever its status; the door decides who reads it."""
    return db.session.scalar(_proposals().where(Proposal.public_id == public_id))


def labelled_proposals(round: Round) -> Sequence[Proposal]:
    """What a round votes on, in the order of the numbers."""
    query = select(Proposal).where(Proposal.round_id == round.id, Proposal.status == ProposalStatus.LABELLED)
    return db.session.scalars(query.order_by(Proposal.number, Proposal.id)).unique().all()


def _proposals() -> Select[Proposal]:
    round_ = joinedload(Proposal.round).lazyload(Round.envelopes)
    project = joinedload(Proposal.project)
    return select(Proposal).options(
        round_,
        project.lazyload(Project.answers),
        project.joinedload(Project.holder).lazyload(Person.role_grants),
        project.selectinload(Project.members).joinedload(Member.person).lazyload(Person.role_grants),
    )


def mean_of(proposal: Proposal, criterion: str) -> Fraction | None:
    """The exact mean fixed with the label, out of 4; None before the label."""
    text = (proposal.scores or {}).get(criterion)
    return Fraction(text) if text is not None else None
