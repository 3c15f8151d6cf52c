"""What is read of decisions by those whom they concern, and of appeals."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from app.accounts.models import Person
from app.appeals.models import Appeal
from app.appeals.parties import WHOLE, Reading
from app.appeals.status import AppealStatus
from app.casework.models import Case, Decision, Flag
from app.casework.queries import is_judged_by, on_the_desk_of
from app.core.extensions import db
from moderation.cases import Kind
from moderation.decisions import Verb

SHOWN_TO_AUTHOR = (Verb.REFUSE, Verb.HIDE, Verb.ASK, Verb.MERGE, Verb.LIMIT)


def appeal_of(reading: Reading) -> Appeal | None:
    """The appeal that this reader made against this decision."""
    query = select(Appeal).where(Appeal.decision_id == reading.decision.id, Appeal.party == reading.party)
    if reading.flag is not None:
        query = query.where(Appeal.flag_id == reading.flag.id)
    return db.session.scalar(query.options(joinedload(Appeal.answered_by).lazyload(Person.role_grants)).limit(1))


def appeal_by_public_id(public_id: str) -> Appeal | None:
    """The appeal of that identifier, with its decision and case."""
    whole = joinedload(Appeal.decision).options(*WHOLE)
    return db.session.scalar(select(Appeal).where(Appeal.public_id == public_id).options(whole))


def appeals_about(case: Case) -> Sequence[Appeal]:
    """Every appeal against what was decided on a case, oldest first."""
    query = select(Appeal).join(Appeal.decision).where(Decision.case_id == case.id).order_by(Appeal.id)
    return db.session.scalars(query.options(contains_eager(Appeal.decision))).all()


def decision_on(kind: str, public_id: str) -> Decision | None:
    """The decision that holds against a content named by its kind and identifier."""
    return _latest(Kind(kind), public_id) if kind in set(Kind) else None


def latest_against(kind: Kind, content: Any) -> Decision | None:
    """The last decision that took something from a content, for its author's page; None once it was undone."""
    return _latest(kind, content.public_id)


def _latest(kind: Kind, reference: str) -> Decision | None:
    undone = select(Decision.undoes_id).where(Decision.undoes_id.is_not(None))
    about = (Case.subject_kind == kind, Case.reference == reference, Decision.verb.in_(SHOWN_TO_AUTHOR))
    query = select(Decision).join(Decision.case).where(*about, Decision.id.not_in(undone))
    query = query.order_by(Decision.id.desc()).limit(1)
    return db.session.scalar(query.options(contains_eager(Decision.case), joinedload(Decision.measure)))


# --- the desk -----------------------------------------------------------------------------------------------------


def _reached(person: Person) -> Select[Appeal]:
    return select(Appeal).join(Appeal.decision).join(Decision.case).where(on_the_desk_of(person))


def waiting_appeals(person: Person) -> Select[Appeal]:
    """The appeals that wait and that this person may hear, the oldest first; those of nobody else's are not shown."""
    query = _hearable(person).order_by(Appeal.created_at, Appeal.id)
    return query.options(contains_eager(Appeal.decision).contains_eager(Decision.case))


def _hearable(person: Person) -> Select[Appeal]:
    reported = exists().where(Flag.case_id == Case.id, Flag.person_id == person.id)
    others = or_(Decision.by_id.is_(None), Decision.by_id != person.id)
    return _reached(person).where(Appeal.status == AppealStatus.WAITING, others, ~reported, is_judged_by(person))


def answered_appeals(person: Person) -> Select[Appeal]:
    """The appeals that were answered, the latest first."""
    query = _reached(person).where(Appeal.status != AppealStatus.WAITING)
    return query.order_by(Appeal.status_at.desc(), Appeal.id.desc()).options(
        contains_eager(Appeal.decision).contains_eager(Decision.case)
    )


def own_appeals_waiting(person: Person) -> int:
    """How many appeals wait for somebody else: against their own decisions, or about what is theirs."""
    all_waiting = _reached(person).where(Appeal.status == AppealStatus.WAITING)
    counted = select(func.count()).select_from(all_waiting.with_only_columns(Appeal.id).subquery())
    mine = select(func.count()).select_from(_hearable(person).with_only_columns(Appeal.id).subquery())
    whole, hearable = db.session.execute(select(counted.scalar_subquery(), mine.scalar_subquery())).one()
    return int(whole - hearable)


def appeals_waiting_for(person: Person) -> tuple[int, datetime | None]:
    """How many appeals this person may hear, and since when the oldest waits."""
    count, oldest = db.session.execute(
        _hearable(person).with_only_columns(func.count(), func.min(Appeal.created_at))
    ).one()
    return count, oldest
