"""The decisions of a round are announced at one moment, by two people: everything in one transaction, or nothing."""

from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Person
from app.committees.models import Sitting
from app.committees.status import SittingStatus
from app.core import audit, clock
from app.core.errors import Refused
from app.core.extensions import db
from app.core.lifecycle import advance
from app.core.text import moment
from app.labelling import queries
from app.labelling.letters import LETTER, tell_decisions
from app.labelling.models import LabelDecision, LabelRelease
from app.labelling.status import ReleaseStatus, Verdict
from app.projects.status import ProposalStatus
from app.reviews import services as reviews
from app.rounds.models import PhaseKind, Round


def plan_release(round_: Round, announced_at: datetime, *, by: Person) -> LabelRelease:
    """Say when the decisions of a round are announced, or say it anew before it is asked for.

    Raises Refused for a moment that is over, or outside the labelling phase.
    """
    _hold_round(round_)
    phase = round_.phase(PhaseKind.LABELLING)
    if announced_at <= clock.now():
        raise Refused(_("Ce moment est passé : choisissez-en un à venir."), "day")
    if phase is None or not phase.starts_at <= announced_at < phase.ends_at:
        raise Refused(
            _("L’annonce se fait pendant la phase de labellisation : choisissez un jour de cette phase."), "day"
        )
    found = queries.release_of(round_)
    if found is not None and found.status is not ReleaseStatus.PLANNED:
        raise Refused(_("L’annonce est déjà demandée : suspendez-la d’abord."))
    found = found or LabelRelease(round=round_)
    found.announced_at = announced_at
    try:
        with db.session.begin_nested():
            db.session.add(found)
    except IntegrityError:
        raise Refused(_("Quelqu’un vient de prévoir une annonce pour cette édition. Relisez-la.")) from None
    audit.record("label_release.plan", found, by=by, round=round_.public_id, announced_at=announced_at.isoformat())
    return found


def request_release(found: LabelRelease, *, by: Person) -> None:
    """Ask for the announcement: another person confirms it. Raises Refused while a dossier has no decision."""
    _hold(found)
    _check_whole(found)
    advance(found, "request", by=by, round=found.round.public_id)
    found.asked_by_id, found.approved_by_id = by.id, None


def approve(found: LabelRelease, *, by: Person) -> None:
    """Confirm it: it is made at its moment. Raises Refused for whoever asked, and while a dossier has no decision."""
    _hold(found)
    if found.status is ReleaseStatus.ASKED and found.asked_by_id == by.id:
        raise Refused(_("Vous avez demandé cette annonce : une autre personne de l’équipe doit la confirmer."))
    _check_whole(found)
    advance(found, "approve", by=by, round=found.round.public_id)
    found.approved_by_id = by.id


def hold_back(found: LabelRelease, reason: str, *, by: Person) -> None:
    """Suspend it: decisions may change again, and two people must agree anew."""
    _hold(found)
    advance(found, "hold_back", by=by, reason=reason.strip())
    found.asked_by_id = found.approved_by_id = None


def release(found: LabelRelease, *, by: Person | None) -> int:
    """Announce: every decision takes effect and its letter leaves; how many. by=None: the clock did it.

    Raises Refused before the moment (on the database's clock), the second time, or while anything is missing.
    """
    _hold(found)
    if found.status is ReleaseStatus.RELEASED:
        raise Refused(_("Ces décisions sont déjà annoncées, le %(when)s.", when=moment(found.released_at)))  # type: ignore[arg-type]
    now = clock.database_now(db.session)
    if found.status is ReleaseStatus.APPROVED and now < found.announced_at:
        raise Refused(_("L’annonce est prévue le %(when)s : rien ne part avant.", when=moment(found.announced_at)))
    _check_whole(found)
    prepared = queries.pending_decisions(found.round)
    live = [each for each in prepared if each.proposal.status is ProposalStatus.ENTERED]
    if not live and found.status is ReleaseStatus.APPROVED:
        raise Refused(_("Aucune décision n’est prête : il n’y a rien à annoncer."))
    gone = [each for each in prepared if each not in live]
    found.released_at = now  # with the status, in one write
    advance(found, "release", by=by, decisions=len(live), without_object=[each.proposal.code for each in gone])
    for each in prepared:
        each.release_id, each.released_at, each.without_object = found.id, now, each in gone
    for each in live:
        _take_effect(each)
    db.session.flush()
    tell_decisions(live, by=by)
    return len(live)


def _take_effect(decision: LabelDecision) -> None:
    """The decision moves the proposal along, in the name of whoever prepared it; its letter says it."""
    proposal, by = decision.proposal, decision.prepared_by
    if decision.verdict is Verdict.LABEL:
        reviews.label(proposal, decision.reason, by=by, told=LETTER)
    elif decision.verdict is Verdict.REFUSE:
        reviews.refuse_label(proposal, decision.reason, by=by, told=LETTER)
    else:
        reviews.return_for_completion(proposal, f"{decision.reason}\n{decision.advice}".strip(), by=by)


def due_releases() -> list[LabelRelease]:
    """The announcements that were confirmed and whose moment has come, on the database's clock."""
    now = clock.database_now(db.session)
    return [found for found in queries.approved_releases() if found.announced_at <= now]


def _check_whole(found: LabelRelease) -> None:
    """Nothing is announced while a dossier has no decision, or a sitting goes on."""
    held = select(Sitting.id).where(Sitting.round_id == found.round_id, Sitting.status == SittingStatus.OPEN)
    if db.session.scalar(held.limit(1)) is not None:
        raise Refused(_("Une séance du comité est en cours : levez-la avant d’annoncer les décisions."))
    left = [line.proposal.title for line in queries.board_of(found.round) if line.lacks_decision]
    if left:
        raise Refused(
            ngettext(
                "Un dossier n’a pas de décision : « %(title)s ». Rien n’est annoncé avant.",
                "%(num)s dossiers n’ont pas de décision, dont « %(title)s ». Rien n’est annoncé avant.",
                len(left),
                title=left[0],
            )
        )


def _hold_round(round_: Round) -> None:
    db.session.flush()
    db.session.scalar(select(Round.id).where(Round.id == round_.id).with_for_update())


def _hold(found: LabelRelease) -> None:
    """One deed at a time on the decisions of a round; read the announcement as the last one left it."""
    _hold_round(found.round)
    db.session.refresh(found, with_for_update={"of": LabelRelease})
