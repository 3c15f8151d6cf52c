"""Appealing, and hearing an appeal: what was wrong is put back, and both sides are told why."""

from flask_babel import get_locale
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from app.accounts.models import Person
from app.appeals import letters, parties, queries
from app.appeals.models import Appeal
from app.appeals.parties import Reading
from app.casework.services import apply_decision, undo_decision
from app.core import audit, clock
from app.core.errors import MoveRefused, Refused
from app.core.extensions import db
from app.core.lifecycle import advance
from moderation.appeals import (
    Appellant,
    Contested,
    Obstacle,
    Verdict,
    obstacle_to_appeal,
    obstacle_to_hearing,
    said,
)
from moderation.decisions import Verb
from moderation.grounds import Ground


def make_appeal(reading: Reading, words: str, *, by: Person | None) -> Appeal:
    """Contest a decision, free of charge, and acknowledge it at once; without account, by the link of the letter.

    Refused, in one sentence, after six months, twice, for nothing, and to whom it does not concern.
    """
    decision = parties.contested(reading.decision)
    already = queries.appeal_of(reading) is not None
    _refuse(obstacle_to_appeal(decision, reading.party, clock.today(), already=already), decision)
    appeal = Appeal(decision=reading.decision, party=reading.party, flag=reading.flag, words=words.strip())
    appeal.person = reading.decision.case.author if reading.party is Appellant.AUTHOR else by
    try:
        with db.session.begin_nested():
            db.session.add(appeal)
    except IntegrityError:
        _refuse(Obstacle.ALREADY, decision)
    audit.record("appeal.make", appeal, by=None, decision=reading.decision.public_id, party=appeal.party.value)
    letters.tell_received(appeal)
    return appeal


def hear(
    appeal: Appeal,
    verdict: Verdict,
    answer: str,
    *,
    by: Person,
    ground: Ground | None = None,
    version: int | None = None,
) -> None:
    """Answer an appeal. Reversed: what was taken away is put back whole, what stayed is hidden on a ground.

    Refused for whoever decided or is concerned, without a reason, and when somebody else has just answered.
    """
    decision = parties.contested(appeal.decision)
    answered = appeal.lifecycle.open_moves(appeal.status) == [] or version not in (None, appeal.version)
    _refuse(obstacle_to_hearing(decision, by.id, answered=answered), decision)
    _refuse(None if answer.strip() else Obstacle.NO_REASON, decision, "answer")
    try:
        advance(appeal, verdict.value, by=by, reason=answer.strip(), decision=appeal.decision.public_id)
        appeal.answer, appeal.answered_by = answer.strip(), by
        db.session.flush()
    except (StaleDataError, MoveRefused):
        _refuse(Obstacle.HEARD, decision)
    if verdict is Verdict.REVERSE:
        _reverse(appeal, ground, by)
    letters.tell_answered(appeal, verdict)


def _reverse(appeal: Appeal, ground: Ground | None, by: Person) -> None:
    if appeal.party is Appellant.AUTHOR:
        undo_decision(appeal.decision, by=by, reason=appeal.answer)
        return
    if ground is None:
        raise Refused(_("Choisissez un motif publié : on ne masque rien sans motif."), "ground")
    apply_decision(appeal.decision.case, Verb.HIDE, by=by, ground=ground, reason=appeal.answer)


def _refuse(obstacle: Obstacle | None, decision: Contested, field: str = "") -> None:
    if obstacle is not None:
        raise Refused(said(obstacle, str(get_locale() or "fr"), decision), field)
