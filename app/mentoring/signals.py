"""What tells that a project is stuck, and since when: five selects of (project, signal, day), read together."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _
from flask_babel import ngettext
from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Date,
    Select,
    and_,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import joinedload, lazyload

from app.accounts.models import Person
from app.core import clock
from app.core.extensions import db
from app.events.models import Event, EventKind, Registration
from app.mentoring import queries
from app.mentoring.models import Mentor, Mentorship
from app.mentoring.status import MentorshipStatus
from app.projects import carriers
from app.projects.models import Answer, Member, Project, Step, StepField
from app.projects.parts import ADVISERS, PARTS
from app.rounds.models import PhaseKind, Round, Rulebook
from app.rounds.queries import rules_of
from app.rounds.status import RoundStatus
from app.teams.models import Task, Thread

IDLE_DAYS = 21  # without a save
LAST_DAYS = 14  # before the end of the submissions
WEEK, MONTH = 7, 30  # days, to say how long
ANSWER_DAYS = 7  # for the team to answer a remark


class Signal(StrEnum):
    """Why somebody should call."""

    IDLE = "idle"
    INCOMPLETE = "incomplete"
    COMPTOIR = "comptoir"
    REMARKS = "remarks"
    TASKS = "tasks"


SIGNAL_NAMES = {
    Signal.IDLE: _("Rien d’écrit"),
    Signal.INCOMPLETE: _("Incomplet, et le dépôt finit bientôt"),
    Signal.COMPTOIR: _("Aucun comptoir suivi"),
    Signal.REMARKS: _("Remarques sans réponse"),
    Signal.TASKS: _("Tâches en retard"),
}


class Stuck(NamedTuple):
    """One reason why a project is stuck, and since which day."""

    signal: Signal
    since: date

    @property
    def label(self) -> str:
        """The reason as words of the screen."""
        return str(SIGNAL_NAMES[self.signal])

    @property
    def age(self) -> str:
        """For how long, in the largest unit that says it well: "depuis 9 semaines"."""
        days = max((clock.today() - self.since).days, 1)
        if days < 2 * WEEK:
            return str(ngettext("depuis %(num)s jour", "depuis %(num)s jours", days))
        if days < 3 * MONTH:
            return str(ngettext("depuis %(num)s semaine", "depuis %(num)s semaines", days // WEEK))
        return str(ngettext("depuis %(num)s mois", "depuis %(num)s mois", days // MONTH))


def rounds_followed() -> Sequence[Round]:
    """The public rounds with their phases and rulebooks, which say what a dossier owes: read once for a page."""
    bare = (joinedload(Round.phases), lazyload(Round.envelopes), joinedload(Round.rulebooks).defer(Rulebook.text))
    query = select(Round).where(Round.status == RoundStatus.PUBLISHED).options(*bare)
    return db.session.scalars(query).unique().all()


def stuck(
    actor: Person, rounds: Sequence[Round], only: Signal | None = None, mentor: Mentor | None = None
) -> Select[Project]:
    """The projects this person follows that are stuck, for the longest first; `mentor` keeps those of one mentor."""
    found = _signals(rounds, Project.status.in_(queries.WRITTEN), only).subquery()
    worst = select(found.c.project_id, func.min(found.c.since).label("since")).group_by(found.c.project_id).subquery()
    query = queries.followed(actor).join(worst, worst.c.project_id == Project.id)
    if mentor is not None:
        its = (Mentorship.mentor_id == mentor.id, Mentorship.status != MentorshipStatus.ENDED)
        query = query.where(exists().where(Mentorship.project_id == Project.id, *its))
    return query.order_by(worst.c.since, Project.id)


def reasons_of(projects: Sequence[Project], rounds: Sequence[Round]) -> dict[int, list[Stuck]]:
    """Why each of these projects is stuck, the oldest reason first: one query for all of them."""
    found = _signals(rounds, Project.id.in_([project.id for project in projects])).subquery()
    reasons: dict[int, list[Stuck]] = {}
    for project_id, signal, since in db.session.execute(select(found).order_by(found.c.since, found.c.signal)):
        reasons.setdefault(project_id, []).append(Stuck(Signal(signal), since))
    return reasons


def _signals(rounds: Sequence[Round], among: ColumnElement[bool], only: Signal | None = None) -> CompoundSelect[Any]:
    """One row (project_id, signal, since) for each reason, of the projects `among` those."""
    found = [
        (Signal.IDLE, _idle()),
        *((Signal.INCOMPLETE, _incomplete(round_)) for round_ in rounds if _ends_soon(round_)),
        (Signal.COMPTOIR, _without_comptoir([each.id for each in rounds if rules_of(each)["comptoir_required"]])),
        (Signal.REMARKS, _unanswered()),
        (Signal.TASKS, _late()),
    ]
    chosen = [query.where(among) for signal, query in found if only in {None, signal}]
    return union_all(*(chosen or [_of(only or Signal.INCOMPLETE, Project.created_at).where(false())]))


def _of(signal: Signal, since: Any) -> Select[int, str, date]:
    day = func.date(since, type_=Date).label("since")
    return select(Project.id.label("project_id"), literal(signal.value).label("signal"), day).select_from(Project)


def _idle() -> Select[int, str, date]:
    before = clock.now() - timedelta(days=IDLE_DAYS)
    return _of(Signal.IDLE, Project.updated_at).where(Project.updated_at < before)


def _ends_soon(round_: Round) -> bool:
    """Whether the submissions end within two weeks."""
    phase, now = round_.phase(PhaseKind.SUBMISSION), clock.now()
    return phase is not None and now < phase.ends_at < now + timedelta(days=LAST_DAYS)


def _incomplete(round_: Round) -> Select[int, str, date]:
    """What the team reads as missing, or as worth doing, asked of the whole round at once (projects.completeness).

    Since the part that lacks it was last touched; since the project began for a part nobody touched. A part of
    questions lacks an answer; one that another feature fills says itself what it lacks; summary and carrier count too.
    """
    rules = rules_of(round_)
    written = exists().where(Answer.project_id == Project.id, Answer.field_id == StepField.id, Answer.text != "")
    open_ = exists().where(StepField.step_id == Step.id, StepField.required, StepField.retired_at.is_(None), ~written)
    filled = [kind for kind, part in PARTS.items() if part.lacks]
    elsewhere = [(kind, part.lacks) for kind, part in PARTS.items() if part.lacks]
    elsewhere += [(kind, adviser.lacks) for kind, adviser in ADVISERS.items()]
    unfilled = [and_(Step.kind == kind, lacks(rules)) for kind, lacks in elsewhere]
    lacking = or_(and_(Step.kind.not_in(filled), open_), *unfilled, Project.summary == "", carriers.lacks(rules))
    in_step = StepField.step_id == Step.id
    touched = (
        select(func.max(Answer.written_at))
        .join(StepField, StepField.id == Answer.field_id)
        .where(in_step, Answer.project_id == Project.id)
        .correlate(Project, Step)
        .scalar_subquery()
    )
    since = func.min(func.coalesce(touched, Project.created_at))
    query = _of(Signal.INCOMPLETE, since).where(Project.round_id == round_.id)
    parts = query.join(Step, Step.round_id == Project.round_id).where(Step.retired_at.is_(None))
    return parts.where(lacking).group_by(Project.id)


def _without_comptoir(asking: Sequence[int]) -> Select[int, str, date]:
    """Nobody of the team was seen at a comptoir of its round, which asks for it; told three weeks after the start."""
    before = clock.now() - timedelta(days=IDLE_DAYS)
    of_team = or_(
        Person.id == Project.holder_id,
        Person.id.in_(select(Member.person_id).where(Member.project_id == Project.id)),
    )
    came = or_(Registration.person_id == Person.id, Registration.guest_email == Person.email)
    comptoir = (Event.round_id == Project.round_id, Event.kind == EventKind.COMPTOIR)
    seen = exists().where(of_team, came, Registration.attended.is_(True), Event.id == Registration.event_id, *comptoir)
    owed = (Project.round_id.in_(asking), Project.comptoir_waiver.is_(None), Project.created_at < before)
    return _of(Signal.COMPTOIR, Project.created_at).where(*owed, ~seen)


def _unanswered() -> Select[int, str, date]:
    before = clock.now() - timedelta(days=ANSWER_DAYS)
    query = _of(Signal.REMARKS, func.min(Thread.waits_since)).join(Thread, Thread.project_id == Project.id)
    return query.where(Thread.waits_since < before).group_by(Project.id)


def _late() -> Select[int, str, date]:
    query = _of(Signal.TASKS, func.min(Task.due_on)).join(Task, Task.project_id == Project.id)
    return query.where(Task.done_at.is_(None), Task.due_on < clock.today()).group_by(Project.id)
