"""What the moderators' desk reads."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import joinedload, lazyload

from app.accounts.models import Person, Role
from app.accounts.scopes import covered, declared
from app.casework import contents
from app.casework.models import Case, Decision, Flag, Outcome
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
PLACE_IN_QUEUE = (case((Case.gravity == Gravity.VITAL.value, 0), else_=1), Case.due_at, Case.id)


def latest_case(kind: Kind, reference: str) -> Case | None:
    """The last case on a subject, whatever became of it."""
    query = select(Case).where(Case.subject_kind == kind, Case.reference == reference)
    return db.session.scalar(query.order_by(Case.id.desc()).limit(1))


def case_by_public_id(public_id: str) -> Case | None:
    """The case of that identifier; by the identifier of a text, its open case, its latest, or one not kept yet."""
    by_either = or_(Case.public_id == public_id, Case.reference == public_id)
    found = db.session.scalar(select(Case).where(by_either).options(*WHOLE).order_by(Case.id.desc()).limit(1))
    if found is not None:
        return found
    content: Idea | IdeaComment | None = idea_by_public_id(public_id) or comment_by_public_id(public_id)
    return case_about(content) if content is not None else None


def kept_case(public_id: str) -> Case | None:
    """The case of that identifier, or of that text, when there is one."""
    found = case_by_public_id(public_id)
    return found if found is not None and found.id else None


def case_of_subject(kind: str, public_id: str) -> Case | None:
    """The case on a subject named by its kind and identifier; one that is not kept yet when it has none."""
    content = contents.content_of(Kind(kind), public_id) if kind in set(Kind) else None
    return case_about(content) if content is not None and contents.kind_of(content) else None


def case_about(content: Any) -> Case:
    """The open case on a content, its latest, or one that is kept only once somebody decides."""
    kind = contents.BY_MODEL[type(content)]
    found = latest_case(kind, content.public_id)
    if found is not None:
        return found
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


def count_by_kind(actor: Person) -> dict[Kind, int]:
    """How many cases of each kind wait for this person."""
    query = select(Case.subject_kind, func.count()).where(
        Case.status == CaseStatus.WAITING, on_the_desk_of(actor), is_judged_by(actor)
    )
    counts = dict(db.session.execute(query.group_by(Case.subject_kind)).all())
    return {kind: counts.get(kind, 0) for kind in Kind}


def times() -> ServiceTime:
    """The median of the last month's decisions, and how long the oldest case has waited."""
    now = clock.now()
    lately = select(Case.opened_at, Case.status_at).where(
        Case.status == CaseStatus.DECIDED, Case.status_at > now - LATELY
    )
    rows = db.session.execute(lately.order_by(Case.status_at.desc()).limit(MOST_DURATIONS)).all()
    oldest = db.session.scalar(select(func.min(Case.opened_at)).where(Case.status == CaseStatus.WAITING))
    return service_time([decided - opened for opened, decided in rows if decided], now - oldest if oldest else None)


# --- one case -----------------------------------------------------------------------------------------------------


def open_flags(case_: Case) -> Sequence[Flag]:
    """The reports of a case that nobody answered yet, oldest first."""
    query = select(Flag).where(Flag.case_id == case_.id, Flag.closed_at.is_(None)).order_by(Flag.id)
    return db.session.scalars(query.options(joinedload(Flag.person).lazyload(Person.role_grants))).all()


def record_of(person: Person) -> tuple[int, int]:
    """How many of somebody's reports proved right, and how many did not."""
    upheld = func.count().filter(Flag.outcome == Outcome.UPHELD)
    kept = func.count().filter(Flag.outcome == Outcome.KEPT)
    found = db.session.execute(select(upheld, kept).where(Flag.person_id == person.id)).one()
    return found[0], found[1]


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


def archive(actor: Person) -> Select[Case]:
    """The cases decided or closed that this person's roles reach, the latest first."""
    query = select(Case).where(Case.status.not_in(OPEN), on_the_desk_of(actor))
    return query.options(*BARE).order_by(Case.status_at.desc(), Case.id.desc())
