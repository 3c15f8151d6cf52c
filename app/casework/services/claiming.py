"""Who has a case in hand: two moderators never prepare the same one, and a claim that is forgotten goes by itself."""

from flask_babel import gettext as _
from sqlalchemy import or_, update

from app.accounts.models import Person
from app.casework import queries
from app.casework.models import Case
from app.casework.status import OPEN
from app.core import audit, clock
from app.core.errors import Refused
from app.core.extensions import db
from moderation.queue import CLAIM

TRIES = 5  # cases that others take at the same instant


def claim(case: Case, *, by: Person) -> None:
    """Take a case in hand for half an hour. Refused when somebody else has it, or it is decided."""
    if not _take(case.id, by):
        db.session.refresh(case)
        holder = case.holder
        if holder is not None and case.is_open:
            raise Refused(_("%(name)s a déjà pris ce dossier.", name=holder.name))
        raise Refused(_("Ce dossier n’attend plus : il est décidé."))
    db.session.refresh(case)
    audit.record("case.claim", case, by=by)


def release(case: Case, *, by: Person) -> None:
    """Give a case back to everybody. Refused for a case that somebody else has."""
    if case.holder is not None and case.holder.id != by.id:
        raise Refused(_("%(name)s a déjà pris ce dossier.", name=case.holder.name))
    mine = update(Case).where(Case.id == case.id, Case.claimed_by_id == by.id)
    db.session.execute(mine.values(claimed_by_id=None, claimed_at=None).execution_options(synchronize_session=False))
    db.session.refresh(case)
    audit.record("case.release", case, by=by)


def take_next(*, by: Person, after: Case | None = None) -> Case | None:
    """The first case of the queue that nobody has, now in hand; None when there is none. Two people get two cases."""
    for _try in range(TRIES):
        waiting = queries.waiting_for(by).where(queries.is_free_for(by))
        if after is not None:
            waiting = waiting.where(Case.id != after.id)
        first = db.session.scalar(waiting.limit(1).with_for_update(skip_locked=True, of=Case))
        if first is None:
            return None
        if _take(first.id, by):
            db.session.refresh(first)
            audit.record("case.claim", first, by=by)
            return first
        db.session.expire_all()
    return None


def _take(case_id: int, by: Person) -> bool:
    now = clock.now()
    free = or_(Case.claimed_at.is_(None), Case.claimed_at <= now - CLAIM, Case.claimed_by_id == by.id)
    taken = update(Case).where(Case.id == case_id, Case.status.in_(OPEN), free)
    done = db.session.execute(
        taken.values(claimed_by_id=by.id, claimed_at=now).execution_options(synchronize_session=False)
    )
    return bool(done.rowcount)  # type: ignore[attr-defined]  # an UPDATE counts its rows
