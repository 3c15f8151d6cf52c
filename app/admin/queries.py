"""The results that wait for a member of the team, and the lines of the audit log. Reads every feature, owns none."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, exists, func, literal, select, union_all
from sqlalchemy.orm import lazyload

from app.accounts.models import Person, Role
from app.accounts.scopes import covered
from app.core import audit
from app.core.audit import AuditEvent
from app.core.extensions import db
from app.results.models import Result, Signature
from app.results.status import ResultStatus
from app.rounds.models import Phase, PhaseKind, Round
from app.rounds.status import PhaseStatus

CHECKED = 1000  # lines of the log that the page checks; `flask audit verify` checks them all
BARE = [lazyload(each) for each in (Round.phases, Round.envelopes, Round.rulebooks)]  # a name and an address will do


def counted(counts: Mapping[str, Select[int, datetime | None]]) -> dict[str, tuple[int, datetime | None]]:
    """How many of each kind wait and since when the first, of the counts that find any: one query for all."""
    named = [select(literal(name), count.subquery()) for name, count in counts.items()]
    found = db.session.execute(union_all(*named)).all() if counts else []
    return {name: (count, since) for name, count, since in found if count}


def rounds_to_count(person: Person) -> Sequence[tuple[Round, datetime | None]]:
    """The rounds whose vote is closed and not counted yet, with the instant of the closing; the oldest first."""
    counted = exists().where(Result.round_id == Round.id)
    query = select(Round, Phase.status_at).join(Phase, Phase.round_id == Round.id).where(~counted)
    query = query.where(Phase.kind == PhaseKind.VOTE, Phase.status == PhaseStatus.CLOSED)
    query = query.where(covered(person, Round, Role.STAFF)).options(*BARE)
    return db.session.execute(query.order_by(Phase.status_at, Round.id)).all()


def results_to_sign(person: Person) -> Sequence[tuple[Round, datetime]]:
    """The rounds whose count this person has not signed, with the instant of the count; the oldest first."""
    signed = exists().where(Signature.result_id == Result.id, Signature.person_id == person.id)
    query = select(Round, Result.counted_at).join(Result, Round.id == Result.round_id)
    query = query.where(Result.status == ResultStatus.COUNTED, ~signed, covered(person, Round, Role.STAFF)).order_by(
        Result.counted_at, Result.id
    )
    return db.session.execute(query.options(*BARE)).all()


def results_to_publish(person: Person) -> Sequence[tuple[Round, datetime | None]]:
    """The rounds whose result is certified and not proclaimed, with the instant of the certification."""
    query = select(Round, Result.status_at).join(Result, Round.id == Result.round_id)
    query = query.where(Result.status == ResultStatus.CERTIFIED, covered(person, Round, Role.STAFF)).order_by(Result.id)
    return db.session.execute(query.options(*BARE)).all()


def audit_lines(subject: str = "", verb: str = "") -> Select[AuditEvent]:
    """The log, latest first; `subject` and `verb` are beginnings ("round:", "phase.close")."""
    query = select(AuditEvent).order_by(AuditEvent.id.desc())
    if subject:
        query = query.where(AuditEvent.subject.startswith(subject, autoescape=True))
    return query.where(AuditEvent.verb.startswith(verb, autoescape=True)) if verb else query


def audit_verbs() -> Sequence[str]:
    """Every verb that occurs in the log, in alphabetical order."""
    return db.session.scalars(select(AuditEvent.verb).distinct().order_by(AuditEvent.verb)).all()


def names_of(lines: Sequence[AuditEvent]) -> dict[str, str]:
    """How the people who act in these lines are called: {"person:3f9c": "Amel"}."""
    wanted = {line.actor.split(":", 1)[1] for line in lines if line.actor and line.actor.startswith("person:")}
    rows: Sequence[Any] = (
        db.session.execute(select(Person.public_id, Person.name).where(Person.public_id.in_(wanted))).all()
        if wanted
        else []
    )
    return {f"person:{public_id}": name for public_id, name in rows}


def check_chain(most: int = CHECKED) -> tuple[int, list[int]]:
    """How many of the last lines were recomputed, and the numbers of those that do not follow from the line before.

    A line that is missing at the end has its number too: the head of the chain says where it ends.
    """
    last = db.session.scalar(select(func.max(AuditEvent.id))) or 0
    first = max(1, last - most + 1)
    return last - first + 1, list(audit.broken_lines(db.session, first))
