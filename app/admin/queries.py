"""What waits for a member of the team, and the lines of the audit log. Reads every feature, owns none."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, exists, func, select

from app.accounts.models import Person
from app.core import audit
from app.core.audit import AuditEvent
from app.core.extensions import db
from app.ideas.models import Idea
from app.ideas.status import IdeaStatus
from app.projects.models import Proposal
from app.projects.status import ProposalStatus
from app.results.models import Result, Signature
from app.results.status import ResultStatus
from app.reviews.models import Review
from app.rounds.models import Phase, PhaseKind, Round
from app.rounds.status import PhaseStatus

CHECKED = 1000  # lines of the log that the page checks; `flask audit verify` checks them all


class Waiting(NamedTuple):
    """How many things of one sort wait, and since when the oldest one does."""

    number: int
    since: datetime | None


def ideas_to_read() -> Waiting:
    """Ideas that wait for moderation."""
    return Waiting(
        *db.session.execute(
            select(func.count(), func.min(Idea.created_at)).where(Idea.status == IdeaStatus.PENDING)
        ).one()
    )


def proposals_to_review(reviewer: Person) -> Waiting:
    """Proposals entered that this person has not reviewed."""
    mine = exists().where(Review.proposal_id == Proposal.id, Review.reviewer_id == reviewer.id)
    query = select(func.count(), func.min(Proposal.created_at)).where(Proposal.status == ProposalStatus.ENTERED, ~mine)
    return Waiting(*db.session.execute(query).one())


def proposals_to_label() -> Waiting:
    """Proposals entered that have at least one review: a decision may be taken."""
    reviewed = exists().where(Review.proposal_id == Proposal.id)
    query = select(func.count(), func.min(Proposal.created_at)).where(
        Proposal.status == ProposalStatus.ENTERED, reviewed
    )
    return Waiting(*db.session.execute(query).one())


def rounds_to_count() -> Sequence[tuple[Round, datetime | None]]:
    """The rounds whose vote is closed and not counted yet, with the instant of the closing; the oldest first."""
    counted = exists().where(Result.round_id == Round.id)
    query = select(Round, Phase.status_at).join(Phase, Phase.round_id == Round.id).where(~counted)
    query = query.where(Phase.kind == PhaseKind.VOTE, Phase.status == PhaseStatus.CLOSED)
    return db.session.execute(query.order_by(Phase.status_at, Round.id)).all()


def results_to_sign(person: Person) -> Sequence[tuple[Round, datetime]]:
    """The rounds whose count this person has not signed, with the instant of the count; the oldest first."""
    signed = exists().where(Signature.result_id == Result.id, Signature.person_id == person.id)
    query = select(Round, Result.counted_at).join(Result, Round.id == Result.round_id)
    query = query.where(Result.status == ResultStatus.COUNTED, ~signed).order_by(Result.counted_at, Result.id)
    return db.session.execute(query).all()


def results_to_publish() -> Sequence[tuple[Round, datetime | None]]:
    """The rounds whose result is certified and not proclaimed, with the instant of the certification."""
    query = select(Round, Result.status_at).join(Result, Round.id == Result.round_id)
    return db.session.execute(query.where(Result.status == ResultStatus.CERTIFIED).order_by(Result.id)).all()


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
    """How many of the last lines were recomputed, and the numbers of those that do not follow from the line before."""
    lines = list(reversed(db.session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc()).limit(most)).all()))
    broken, before = [], None
    for line in lines:
        content = {name: getattr(line, name) for name in ("at", "actor", "verb", "subject", "facts")}
        follows = (
            line.previous == audit.FIRST
            if line.id == 1
            else before is None or (line.id, line.previous) == (before.id + 1, before.digest)
        )
        if not follows or line.digest != audit.digest_of(line.id, content, line.previous):
            broken.append(line.id)
        before = line
    return len(lines), broken
