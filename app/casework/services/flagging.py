"""Anybody reports anything, once each; the flags of a subject make one case, weighed, however many they are."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, or_, select, update
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Person
from app.accounts.queries import normal_email
from app.casework import contents, letters, queries
from app.casework.models import Case, Decision, Flag, Outcome
from app.casework.services.intake import new_case, open_case
from app.core import audit, clock, limits
from app.core.errors import Refused
from app.core.extensions import db
from moderation import floods, reporters
from moderation.cases import Cause
from moderation.grounds import Ground
from moderation.queue import due_at

ASKED = limits.Limit("content.flag", 5, timedelta(days=1))  # reports per address that nobody proved
YOUNG = timedelta(days=7)  # an account of which nothing is known
QUIET = {"synchronize_session": False}


def flag(
    content: Any, ground: Ground, words: str, email: str = "", *, by: Person | None, good_faith: bool = True
) -> Flag:
    """Keep a report and acknowledge it; without account, an address is optional and receives the answer.

    Refused when this person, or this address, reported it already, and beyond five reports a day of an address.
    """
    address = normal_email(email) if by is None and email else None
    if address and limits.spend(ASKED, address):
        raise Refused(_("Cinq signalements sont déjà partis de cette adresse aujourd’hui : attendez demain."), "email")
    case = _case_of(content)
    full = reporters.weight(*queries.record_of(by), has_account=True) if by else reporters.WITHOUT_ACCOUNT
    report = Flag(case=case, ground=ground, words=words.strip(), person=by, email=address, good_faith=good_faith)
    report.weight = reporters.lowered(full) if case.is_flood else full
    try:
        with db.session.begin_nested():
            db.session.add(report)
    except IntegrityError:
        raise Refused(_("Vous l’avez déjà signalé : l’équipe le lit.")) from None
    audit.record("content.flag", case, by=None, ground=ground.value)  # never by whom: the log is read by many
    _weigh(case)
    if not case.is_flood:
        letters.tell_received(report, content)
    return report


def _case_of(content: Any) -> Case:
    kind = contents.BY_MODEL[type(content)]
    case = open_case(db.session, kind, content.public_id)
    if case is not None:
        return case
    case = new_case(kind, content, Cause.FLAG)
    try:
        with db.session.begin_nested():
            db.session.add(case)
    except IntegrityError:  # two people at the same instant
        case = open_case(db.session, kind, content.public_id)
    if case is None:
        raise Refused(_("Ce contenu vient d’être traité : relisez la page."))
    return case


def _weigh(case: Case) -> None:
    """Say again what the flags say together; without touching the version: who is deciding is not disturbed."""
    said = select(Flag.ground, func.count(), func.sum(Flag.weight)).where(Flag.case_id == case.id, _is_open())
    grounds = {ground: (count, weight) for ground, count, weight in db.session.execute(said.group_by(Flag.ground))}
    flood = case.is_flood
    if not flood and floods.is_flood(_recent(case)):
        audit.record("case.flood", case, by=None, flags=sum(count for count, _weight in grounds.values()))
        lower = update(Flag).where(Flag.case_id == case.id, _is_open())
        db.session.execute(lower.values(weight=Flag.weight * reporters.IN_A_FLOOD // 100).execution_options(**QUIET))
        grounds = {ground: (count, reporters.lowered(weight)) for ground, (count, weight) in grounds.items()}
        flood = True
    counts = {ground: count for ground, (count, _weight) in grounds.items()}
    weight = int(sum(weight for _count, weight in grounds.values()))
    gravity = replace(case.why, grounds=counts, weight=weight).gravity
    kept = (
        update(Case)
        .where(Case.id == case.id)
        .values(
            grounds={ground.value: count for ground, count in counts.items()},
            weight=weight,
            is_flood=flood,
            gravity=gravity.value,
            due_at=due_at(case.opened_at, gravity),
        )
    )
    db.session.execute(kept.execution_options(**QUIET))
    db.session.expire(case)


def _is_open() -> Any:
    return Flag.closed_at.is_(None)


def _recent(case: Case) -> floods.Recent:
    """The flags of the last hour on a case, counted by the database."""
    since = clock.now() - floods.WINDOW
    lately = (Flag.case_id == case.id, Flag.created_at > since)
    unknown = or_(Flag.person_id.is_(None), Person.created_at > clock.now() - YOUNG)
    counted = select(func.count(), func.count().filter(unknown)).select_from(Flag).outerjoin(Flag.person)
    flags, strangers = db.session.execute(counted.where(*lately)).one()
    same = select(func.count().label("same")).where(*lately, Flag.words != "").group_by(Flag.words).subquery()
    return floods.Recent(flags, strangers, db.session.scalar(select(func.max(same.c.same))) or 0)


def close(decision: Decision, outcome: Outcome) -> int:
    """Answer the reports of a case that wait, by what was decided; gives how many.

    Those of a flood read the answer on their own page.
    """
    case = decision.case
    closed = update(Flag).where(Flag.case_id == case.id, _is_open())
    waiting: Sequence[Flag] = [] if case.is_flood else queries.open_flags(case)
    done = db.session.execute(closed.values(closed_at=clock.now(), outcome=outcome).execution_options(**QUIET))
    for report in waiting:
        db.session.expire(report)
    letters.tell_closed(waiting, decision)
    return done.rowcount  # type: ignore[attr-defined]  # an UPDATE counts its rows
