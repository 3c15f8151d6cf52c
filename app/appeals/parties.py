"""Whom a decision concerns: in which quality somebody reads it, with an account or by the link of a letter."""

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts.models import Person
from app.casework.models import Case, Decision, Flag
from app.casework.statements import LINK, effect, told_on
from app.core import links
from app.core.extensions import db
from moderation.appeals import Appellant, Contested

WHOLE = (
    joinedload(Decision.case).joinedload(Case.author).lazyload(Person.role_grants),
    joinedload(Decision.measure),
)


class Reading(NamedTuple):
    """A decision as somebody reads it: in which quality, and the report that made them a party."""

    decision: Decision
    party: Appellant | None
    flag: Flag | None = None


def decision_by_public_id(public_id: str) -> Decision | None:
    """The decision of that identifier, with its case."""
    return db.session.scalar(select(Decision).where(Decision.public_id == public_id).options(*WHOLE))


def reading_by_token(token: str) -> Reading | None:
    """What a signed link opens; None when it is not one of ours, or the report is gone."""
    held = links.read(LINK, token)
    if held is None:
        return None
    public_id, _space, report = held.partition(" ")
    decision = decision_by_public_id(public_id)
    if decision is None or not report:
        return Reading(decision, Appellant.AUTHOR) if decision else None
    flag = db.session.scalar(select(Flag).where(Flag.public_id == report, Flag.case_id == decision.case_id))
    return Reading(decision, Appellant.REPORTER, flag) if flag else None


def reading_by(decision: Decision, person: Person | None) -> Reading:
    """In which quality somebody with an account reads a decision."""
    if person is None:
        return Reading(decision, None)
    if decision.case.author_id == person.id:
        return Reading(decision, Appellant.AUTHOR)
    flag = db.session.scalar(select(Flag).where(Flag.case_id == decision.case_id, Flag.person_id == person.id))
    return Reading(decision, Appellant.REPORTER if flag else None, flag)


def contested(decision: Decision) -> Contested:
    """A decision as the rules of appeals see it."""
    reporters = select(Flag.person_id).where(Flag.case_id == decision.case_id, Flag.person_id.is_not(None))
    return Contested(
        effect(decision),
        told_on(decision),
        decision.by_id,
        decision.case.author_id,
        frozenset(db.session.scalars(reporters)),
    )
