"""Decisions on the label in the demonstration: letters that were sent and one that is contested; a pair, a merger."""

from datetime import datetime, timedelta

from sqlalchemy import select

from app.core import clock
from app.core.extensions import db
from app.demo.cast import Cast
from app.demo.committees import WORDS, round_in
from app.labelling import services
from app.labelling.models import LabelAppeal, LabelDecision, LabelRelease
from app.labelling.status import ReleaseStatus, Verdict
from app.pairings import services as pairings
from app.projects.models import Proposal
from app.projects.status import ProposalStatus
from app.rounds.models import PhaseKind, Round
from moderation.label_grounds import LabelGround

GROUNDS = [LabelGround.FEASIBILITY.value, LabelGround.COOPERATION.value]
REASON = "Le lieu n’est pas trouvé, et une seule personne porte l’ensemble des ateliers."
ADVICE = "Signez une convention avec la mairie ou le bailleur, et trouvez deux personnes pour animer avec vous."
APPEAL = "La mairie nous prête la salle des mariages chaque mercredi : sa lettre est arrivée la semaine dernière."
SAME_ROOM = "Les deux projets demandent la même salle commune, le samedi après-midi."
JOINT = pairings.Joint(
    "La table qui chante", "On cuisine le matin, on chante l’après-midi.", "Une seule salle, deux équipes.", 1_050_000
)


def add_labels(cast: Cast) -> None:
    """What was announced in the round being contested; what is planned in the one being labelled."""
    _announced(round_in(PhaseKind.CONTESTATION), cast)
    _planned(round_in(PhaseKind.LABELLING), cast)


def _announced(round_: Round, cast: Cast) -> None:
    proposals = db.session.scalars(select(Proposal).where(Proposal.round_id == round_.id).order_by(Proposal.id)).all()
    when = _at_ten(-14)
    release = LabelRelease(round=round_, announced_at=when, released_at=when, status=ReleaseStatus.RELEASED)
    release.asked_by_id, release.approved_by_id, release.status_at = cast.staff[0].id, cast.staff[2].id, when
    db.session.add(release)
    db.session.flush()
    for proposal in proposals:
        refused = proposal.status is ProposalStatus.REFUSED
        decision = LabelDecision(
            proposal=proposal,
            verdict=Verdict.REFUSE if refused else Verdict.LABEL,
            grounds=GROUNDS if refused else [],
            reason=REASON if refused else WORDS,
            advice=ADVICE if refused else "",
            prepared_by_id=cast.staff[1].id,
            prepared_at=when - timedelta(days=6),
            release_id=release.id,
            released_at=when,
        )
        db.session.add(decision)
        if refused and proposal.project is not None:
            proposal.decision_reason, proposal.decided_by_id = REASON, cast.staff[1].id
            asked = {"asked_by_id": proposal.project.holder_id, "asked_at": clock.now() - timedelta(days=2)}
            db.session.add(LabelAppeal(decision=decision, words=APPEAL, **asked))


def _at_ten(days: int) -> datetime:
    """Ten in the morning, in Paris, so many days from today."""
    day = clock.paris(clock.now() + timedelta(days=days))
    return day.replace(hour=10, minute=0, second=0, microsecond=0)


def _planned(round_: Round, cast: Cast) -> None:
    """The announcement after the sitting; two dossiers that exclude each other, two teams that talk."""
    services.plan_release(round_, _at_ten(16), by=cast.staff[0])
    entered = select(Proposal).where(Proposal.round_id == round_.id, Proposal.status == ProposalStatus.ENTERED)
    first, second, third, fourth = db.session.scalars(entered.order_by(Proposal.id).limit(4)).all()
    pairings.declare_exclusion(first, second, SAME_ROOM, by=cast.staff[0])
    if third.project is not None and fourth.project is not None:
        words = JOINT._replace(requested_cents=third.requested_cents + fourth.requested_cents)
        third_holder = third.project.holder
        pairings.ask(third.project, fourth.code, words, by=third_holder)
