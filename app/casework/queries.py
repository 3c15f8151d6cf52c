"""What the moderators' desk reads."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, text
from sqlalchemy.orm import joinedload, lazyload

from app.accounts.models import Person, Role
from app.accounts.scopes import covered, declared
from app.casework import contents
from app.casework.models import Case, Decision, Flag, Outcome, SavedAnswer
from app.casework.status import OPEN, CaseStatus
from app.core import clock
from app.core.audit import AuditEvent, name_of
from app.core.extensions import db
from app.ideas.around import comment_by_public_id
from app.ideas.models import Idea, IdeaComment
from app.ideas.queries import idea_by_public_id
from app.organisations.models import Mandate, Organisation
from app.projects.models import Hosting, Member, Project
from app.rounds.models import Round
from moderation.cases import Cause, Kind
from moderation.queue import CLAIM, ServiceTime, service_time
from moderation.screening import Gravity

LATELY = timedelta(days=30)  # of what is decided, what the figures of the desk look at
MOST_DURATIONS = 2000
BARE = (
    joinedload(Case.author).lazyload(Person.role_grants),
    joinedload(Case.claimed_by).lazyload(Person.role_grants),
    joinedload(Case.municipality),
)
WHOLE = (*BARE, joinedload(Case.round).lazyload("*"))
IN_ARCHIVE = text("moderation_case.status IN ('decided','closed')")  # the words of its index (models.ARCHIVED)
PLACE_IN_QUEUE = (case((Case.gravity == Gravity.VITAL.value, 0), else_=1), Case.due_at, Case.id)


def latest_case(kind: Kind, reference: str) -> Case | None:
    """The last case on a subject, whatever became of it."""
    query = select(Case).where(Case.subject_kind == kind, Case.reference == reference)
    return db.session.scalar(query.order_by(Case.id.desc()).limit(1))


def case_by_public_id(public_id: str) -> Case | None:
    """The case of that identifier; by the identifier of a text, its open case, its latest, or one not kept yet."""
    by_either = or_(Case.public_id == public_id, Case.reference == public_id)
    whole = select(Case).where(by_either).options(*WHOLE, joinedload(Case.measures))
    case_ = db.session.scalars(whole.order_by(Case.id.desc()).limit(1)).unique().one_or_none()
    if case_ is not None:
        return case_
    content: Idea | IdeaComment | None = idea_by_public_id(public_id) or comment_by_public_id(public_id)
    return case_about(content) if content is not None else None


def kept_case(public_id: str) -> Case | None:
    """The case of that identifier, or of that text, when there is one."""
    case_ = case_by_public_id(public_id)
    return case_ if case_ is not None and case_.id else None


def case_of_subject(kind: str, public_id: str) -> Case | None:
    """The case on a subject named by its kind and identifier; one that is not kept yet when it has none."""
    content = contents.content_of(Kind(kind), public_id) if kind in set(Kind) else None
    return case_about(content) if content is not None and contents.kind_of(content) else None


def case_about(content: Any) -> Case:
    """The open case on a content, its latest, or one that is kept only once somebody decides."""
    kind = contents.BY_MODEL[type(content)]
    latest = latest_case(kind, content.public_id)
    if latest is not None:
        return latest
    about = contents.about(content)
    named = {"subject_kind": kind, "reference": content.public_id, "title": contents.title_of(content)}
    fresh = Case(**named, cause=Cause.TEAM, status=CaseStatus.WAITING)
    fresh.hints, fresh.grounds, fresh.weight, fresh.is_flood = [], {}, 0, False
    fresh.version, fresh.opened_at, fresh.gravity = 1, clock.now(), Gravity.LIGHT.value
    fresh.round_id = getattr(about, "round_id", None)
    fresh.municipality_code = getattr(about, "municipality_code", None)
    owner = contents.owner_of(content)
    fresh.author_id = owner.id if owner else None
    return fresh


def flaggable(kind: str, public_id: str) -> Any | None:
    """What somebody wants to report, when it is of the seven kinds."""
    content = contents.content_of(Kind(kind), public_id) if kind in set(Kind) else None
    return content if content is not None and contents.kind_of(content) else None


# --- the queue ----------------------------------------------------------------------------------------------------


def on_the_desk_of(actor: Person) -> ColumnElement[bool]:
    """The cases that this person's roles reach."""
    return covered(actor, Case, Role.MODERATOR, Role.STAFF)


def _references(kind: Kind, names: Any) -> ColumnElement[bool]:
    return and_(Case.subject_kind == kind, Case.reference.in_(names))


def is_judged_by(actor: Person) -> ColumnElement[bool]:
    """Not their own text, project, organisation or name, and nothing in which they declared an interest."""
    orgs = select(Mandate.organisation_id).where(Mandate.person_id == actor.id, Mandate.ended_at.is_(None))
    teams = select(Member.project_id).where(Member.person_id == actor.id)
    carried = select(Hosting.project_id).where(Hosting.organisation_id.in_(orgs))
    mine = or_(Project.holder_id == actor.id, Project.id.in_(teams), Project.id.in_(carried))
    rounds = select(Round.id).where(Round.public_id.in_(declared(actor, "round")))
    people = select(Person.id).where(Person.public_id.in_(declared(actor, "person")))
    own = [
        Case.author_id == actor.id,
        _references(Kind.PROJECT, select(Project.public_id).where(mine)),
        _references(Kind.ORGANISATION, select(Organisation.public_id).where(Organisation.id.in_(orgs))),
    ]
    declared_ones = [
        _references(kind, declared(actor, kind.value))
        for kind in (Kind.IDEA, Kind.PROJECT, Kind.ORGANISATION)
        if declared(actor, kind.value)
    ]
    if getattr(actor, "interests", ()):
        under = select(Idea.public_id).where(Idea.public_id.in_(declared(actor, "idea")))
        comments = select(IdeaComment.public_id).join(IdeaComment.idea).where(Idea.public_id.in_(under))
        declared_ones += [
            _references(Kind.COMMENT, comments),
            func.coalesce(Case.round_id, 0).in_(rounds),
            func.coalesce(Case.author_id, 0).in_(people),
        ]
    return ~or_(*[func.coalesce(one, False) for one in own], *declared_ones)


def waiting_for(actor: Person) -> Select[Case]:
    """What this person may decide, the first to be read first."""
    query = select(Case).where(Case.status == CaseStatus.WAITING, on_the_desk_of(actor), is_judged_by(actor))
    return query.order_by(*PLACE_IN_QUEUE)


def is_free_for(actor: Person) -> ColumnElement[bool]:
    """Nobody else has it in hand."""
    return or_(Case.claimed_at.is_(None), Case.claimed_at <= clock.now() - CLAIM, Case.claimed_by_id == actor.id)


def queue(actor: Person, kind: Kind | None = None, *, flagged: bool = False) -> Select[Case]:
    """The queue of the desk, all kinds or one, or only what was reported."""
    query = waiting_for(actor).options(*BARE)
    if kind is not None:
        query = query.where(Case.subject_kind == kind)
    return query.where(Case.weight > 0) if flagged else query


class Waiting(NamedTuple):
    """How many cases wait for somebody, since when the oldest does, and how many may be a danger."""

    cases: int
    oldest: datetime | None
    vital: int
    flagged: int


def cases_waiting_for(person: Person) -> Waiting:
    """What waits on the desk of one person: one query."""
    vital = func.count().filter(Case.gravity == Gravity.VITAL.value)
    counted = select(func.count(), func.min(Case.opened_at), vital, func.count().filter(Case.weight > 0))
    where = (Case.status == CaseStatus.WAITING, on_the_desk_of(person), is_judged_by(person))
    return Waiting(*db.session.execute(counted.where(*where)).one())


class Figures(NamedTuple):
    """What the top of the desk says: how many wait, of each kind and reported, and how long they wait."""

    kinds: dict[Kind, int]
    flagged: int
    times: ServiceTime

    def waiting(self, kind: Kind | None, *, flagged: bool) -> int:
        """How long the list is."""
        if flagged:
            return self.flagged
        return sum(self.kinds.values()) if kind is None else self.kinds[kind]


def figures_of(actor: Person) -> Figures:
    """The figures of what this person may decide, and of the last month's decisions: two queries."""
    flagged, oldest = func.count().filter(Case.weight > 0), func.min(Case.opened_at)
    query = select(Case.subject_kind, func.count(), flagged, oldest).group_by(Case.subject_kind)
    waiting = query.where(Case.status == CaseStatus.WAITING, on_the_desk_of(actor), is_judged_by(actor))
    rows = {kind: (count, said, since) for kind, count, said, since in db.session.execute(waiting)}
    first = min((since for _count, _said, since in rows.values()), default=None)
    times = service_time(_lately(), clock.now() - first if first else None)
    counts = {kind: rows[kind][0] if kind in rows else 0 for kind in Kind}
    return Figures(counts, sum(said for _count, said, _since in rows.values()), times)


def _lately() -> list[timedelta]:
    """How long the cases of the last month waited."""
    lately = select(Case.opened_at, Case.status_at).where(
        IN_ARCHIVE, Case.status == CaseStatus.DECIDED, Case.status_at > clock.now() - LATELY
    )
    rows = db.session.execute(lately.order_by(Case.status_at.desc()).limit(MOST_DURATIONS))
    return [decided - opened for opened, decided in rows if decided]


# --- one case -----------------------------------------------------------------------------------------------------


def open_flags(case_: Case) -> Sequence[Flag]:
    """The reports of a case that nobody answered yet, oldest first."""
    query = select(Flag).where(Flag.case_id == case_.id, Flag.closed_at.is_(None)).order_by(Flag.id)
    return db.session.scalars(query.options(joinedload(Flag.person).lazyload(Person.role_grants))).all()


class FlagsInTime(NamedTuple):
    """How many reports a case has had, and when the first and the last came."""

    number: int
    first: datetime | None
    last: datetime | None


def flags_in_time(case_: Case) -> FlagsInTime:
    """The reports of a case, answered or not, without anybody's name."""
    counted = select(func.count(), func.min(Flag.created_at), func.max(Flag.created_at))
    return FlagsInTime(*db.session.execute(counted.where(Flag.case_id == case_.id)).one())


def flag_by_public_id(public_id: str) -> Flag | None:
    """The report of that identifier."""
    return db.session.scalar(select(Flag).where(Flag.public_id == public_id).options(joinedload(Flag.case)))


def record_of(person: Person) -> tuple[int, int]:
    """How many of somebody's reports proved right, and how many did not."""
    upheld = func.count().filter(Flag.outcome == Outcome.UPHELD)
    kept = func.count().filter(Flag.outcome == Outcome.KEPT)
    counts = db.session.execute(select(upheld, kept).where(Flag.person_id == person.id)).one()
    return counts[0], counts[1]


def decisions_of(case_: Case) -> Sequence[Decision]:
    """What was decided on a case, oldest first, with who decided."""
    query = select(Decision).where(Decision.case_id == case_.id).order_by(Decision.id)
    who = joinedload(Decision.by).lazyload(Person.role_grants)
    return db.session.scalars(query.options(who, joinedload(Decision.measure))).all()


def story_of(case_: Case, content: Any) -> Sequence[AuditEvent]:
    """The lines of the log about a case and its subject, oldest first."""
    names = [name_of(case_), *([name_of(content)] if content is not None else [])]
    return db.session.scalars(select(AuditEvent).where(AuditEvent.subject.in_(names)).order_by(AuditEvent.id)).all()


def next_waiting(case_: Case, actor: Person) -> Case | None:
    """The next case of the queue that is free, after this one is decided."""
    query = waiting_for(actor).where(is_free_for(actor), Case.id != case_.id)
    return db.session.scalar(query.options(lazyload("*")).limit(1))


def saved_answers() -> Sequence[SavedAnswer]:
    """What the team says often, in the order of the names."""
    return db.session.scalars(select(SavedAnswer).order_by(SavedAnswer.label)).all()


def answer_by_public_id(public_id: str) -> SavedAnswer | None:
    """The saved answer of that identifier."""
    return db.session.scalar(select(SavedAnswer).where(SavedAnswer.public_id == public_id))


def cases_by_public_id(public_ids: Sequence[str]) -> Sequence[Case]:
    """Several open cases, to be decided together."""
    query = select(Case).where(Case.public_id.in_(public_ids), Case.status.in_(OPEN))
    return db.session.scalars(query.options(*WHOLE).order_by(Case.id)).all()
