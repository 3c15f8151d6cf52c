"""A decision is applied and undone here, by these two functions and no other.

apply_decision() moves the content through its own service, keeps the Decision, answers the flags and tells the author;
undo_decision() puts everything back, counters included. Both or nothing: whoever calls commits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError

from app.accounts.measures import Measure, lift_measure, take_measure
from app.accounts.models import Person
from app.casework import contents
from app.casework.letters import tell_author
from app.casework.models import Case, Decision, Outcome
from app.casework.queries import latest_case
from app.casework.services.flagging import close
from app.casework.services.intake import new_case, open_case
from app.casework.services.verbs import DEEDS, Order, open_verbs
from app.casework.status import CaseStatus
from app.core import clock
from app.core.errors import MoveRefused, Refused
from app.core.extensions import db
from app.core.lifecycle import advance
from app.ideas import services as ideas
from app.ideas.models import Idea
from moderation.cases import Cause
from moderation.decisions import Owed, Verb, missing
from moderation.grounds import Ground
from moderation.measures import LASTS, LONGEST, MeasureKind


class DecidedMeanwhile(Refused):
    """Somebody else has just decided on the same case."""

    def __init__(self) -> None:
        super().__init__(
            _("Quelqu’un vient de décider pour ce texte. Relisez où il en est avant de décider à votre tour.")
        )


class WithdrawnMeanwhile(Refused):
    """Nothing is left to judge: its author took it back."""

    def __init__(self) -> None:
        super().__init__(_("Son auteur l’a retiré entre-temps : il n’y a plus rien à décider."))


@dataclass(frozen=True)
class Limits:
    """A measure to take on the account of the author: what, and for how many days."""

    kind: MeasureKind
    days: int = 0


def apply_decision(  # noqa: PLR0913  (what a decision is made of)
    case: Case,
    verb: Verb,
    *,
    by: Person | None,
    ground: Ground | None = None,
    reason: str = "",
    facts: str = "",
    into: Idea | None = None,
    limits: Limits | None = None,
    version: int | None = None,
) -> Decision:
    """Decide a case (by=None: automated) and tell its author why. Whether `by` may is the door's matter (case.decide).

    Raises Refused when the decision owes a ground or a reason, or somebody else has the case in hand;
    DecidedMeanwhile when it changed since `version` or can no longer take that verb; WithdrawnMeanwhile.
    """
    _check_owed(missing(verb, ground, reason))
    if verb is Verb.DISMISS and case.grounds and case.is_open and not reason.strip():
        raise Refused(_("Dites pourquoi cela reste : les personnes qui ont signalé le liront."), "reason")
    content = _judged(case, verb, by, version)
    decision = Decision(case=case, verb=verb, ground=ground, reason=reason.strip(), facts=facts.strip(), by=by)
    decision.automated, decision.before = by is None, str(getattr(content, "status", ""))
    decision.into = into.public_id if into else ""
    if verb is Verb.LIMIT and limits is None:
        raise Refused(_("Choisissez la mesure à prendre sur le compte."), "measure")
    try:
        _move_case(case, verb, reason, by)
        if (deed := DEEDS[case.subject_kind].get(verb)) is not None:
            deed(Order(content, by, str(ground or ""), reason.strip(), into))
        db.session.add(decision)
        db.session.flush()
    except (StaleDataError, MoveRefused):
        raise DecidedMeanwhile from None
    if limits is not None:
        decision.measure = _limit(case, limits, reason, by)
    if verb is not Verb.ASK:
        stays = verb in (Verb.DISMISS, Verb.PUBLISH, Verb.RESTORE)
        close(decision, Outcome.KEPT if stays else Outcome.UPHELD)
    tell_author(decision, content)
    return decision


def undo_decision(decision: Decision, *, by: Person | None, reason: str) -> Decision:
    """Put back what a decision did (an appeal was right): the content, its counters, the account.

    Raises Refused for whoever took it, and when it was undone already or there is nothing to put back.
    """
    case = decision.case
    if by is not None and decision.by_id == by.id:
        raise Refused(_("C’est vous qui avez pris cette décision : une autre personne doit la revoir."))
    _check_owed(missing(Verb.RESTORE, None, reason))
    content = contents.content_of(case.subject_kind, case.reference)
    undone = Decision(case=case, verb=Verb.RESTORE, reason=reason.strip(), by=by, automated=by is None)
    undone.undoes, undone.before = decision, str(getattr(content, "status", ""))
    if decision.measure is not None:
        lift_measure(decision.measure, reason, by=by)
    try:
        if case.is_open:
            advance(case, "decide", by=by)
        else:
            advance(case, "revise", by=by, reason=reason)
        _put_back(decision, case, content, reason.strip(), by)
        db.session.add(undone)
        db.session.flush()
    except (StaleDataError, MoveRefused):
        raise DecidedMeanwhile from None
    tell_author(undone, content)
    return undone


def _put_back(decision: Decision, case: Case, content: Any, reason: str, by: Person | None) -> None:
    if contents.is_withdrawn(content):
        if decision.verb is not Verb.LIMIT:
            raise WithdrawnMeanwhile
        return
    if decision.verb in (Verb.REFUSE, Verb.HIDE):
        DEEDS[case.subject_kind][Verb.RESTORE](Order(content, by, reason=reason))
    elif decision.verb is Verb.MERGE and by is not None:
        ideas.split_idea(content, reason, by=by)
    elif decision.verb is not Verb.LIMIT:
        raise Refused(_("Cette décision n’a rien masqué : il n’y a rien à rétablir."))


def decide(  # noqa: PLR0913  (what a decision is made of)
    content: Any,
    verb: Verb,
    *,
    by: Person | None,
    ground: Ground | None = None,
    reason: str = "",
    into: Idea | None = None,
    limits: Limits | None = None,
) -> Decision:
    """Decide on a content, whether it has a case already or not: apply_decision() on its case."""
    case = case_on(content)
    return apply_decision(case, verb, by=by, ground=ground, reason=reason, into=into, limits=limits)


def decide_together(
    cases: Sequence[Case], verb: Verb, *, by: Person, ground: Ground | None, reason: str, facts: str = ""
) -> tuple[int, int]:
    """Take the same decision on several cases; gives how many were decided, and how many could not be (any more)."""
    done = 0
    for case in cases:
        try:
            with db.session.begin_nested():
                apply_decision(case, verb, by=by, ground=ground, reason=reason, facts=facts)
            done += 1
        except Refused:
            continue
    return done, len(cases) - done


def case_on(content: Any) -> Case:
    """The open case on a content, the latest one, or a new one that the team opens."""
    kind = contents.kind_of(content)
    if kind is None:
        raise Refused(_("Ceci ne se modère pas ici."))
    case = open_case(db.session, kind, content.public_id) or latest_case(kind, content.public_id)
    if case is None or case.status is CaseStatus.CLOSED:
        case = new_case(kind, content, Cause.TEAM)
        db.session.add(case)
        db.session.flush()
    return case


def _check_owed(owed: list[Owed]) -> None:
    if Owed.GROUND in owed:
        raise Refused(_("Choisissez un motif publié : on ne refuse ni ne masque sans motif."))
    if Owed.REASON in owed:
        raise Refused(_("Donnez la raison de cette décision : la personne concernée la lira."))


def _judged(case: Case, verb: Verb, by: Person | None, version: int | None) -> Any:
    if version is not None and version != case.version:
        raise DecidedMeanwhile
    holder = case.holder
    if by is not None and holder is not None and holder.id != by.id:
        raise Refused(_("%(name)s a pris ce dossier : attendez sa décision, ou demandez-lui.", name=holder.name))
    content = contents.content_of(case.subject_kind, case.reference)
    if contents.is_withdrawn(content):
        raise WithdrawnMeanwhile
    if by is not None and verb is Verb.RESTORE and Verb.RESTORE not in open_verbs(case, content, by):
        _refuse_own_restoring(case, content, by)
    if by is not None and verb not in open_verbs(case, content, by):
        raise DecidedMeanwhile
    return content


def _refuse_own_restoring(case: Case, content: Any, by: Person) -> None:
    last = [one for one in case.decisions if one.verb in (Verb.REFUSE, Verb.HIDE)]
    if getattr(content, "decided_by_id", None) == by.id or (last and last[-1].by_id == by.id):
        raise Refused(_("C’est vous qui avez pris cette décision : une autre personne doit la revoir."))


def _move_case(case: Case, verb: Verb, reason: str, by: Person | None) -> None:
    case.claimed_by = case.claimed_at = None
    if verb is Verb.ASK:
        advance(case, "ask", by=by, reason=reason)
    elif case.is_open:
        advance(case, "decide", by=by, decision=verb.value)
    else:
        advance(case, "revise", by=by, decision=verb.value)


def _limit(case: Case, limits: Limits, reason: str, by: Person | None) -> Measure:
    if case.author is None:
        raise Refused(_("Ce contenu n’a pas d’auteur connu : aucun compte à limiter."), "measure")
    usual = LASTS[limits.kind]
    lasts = timedelta(days=limits.days) if limits.days and usual else usual
    ends_at = clock.now() + min(lasts, LONGEST) if lasts else None
    return take_measure(case.author, limits.kind, reason, ends_at, by=by)
