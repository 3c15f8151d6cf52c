"""A decision is prepared with its grounds and its reason; nobody of the team sees it before the announcement."""

from collections.abc import Sequence
from typing import NamedTuple

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Person
from app.committees.status import Outcome, SittingStatus
from app.core import audit, clock
from app.core.errors import Refused
from app.core.extensions import db
from app.labelling import queries
from app.labelling.models import LabelDecision
from app.labelling.status import ReleaseStatus, Verdict
from app.projects import services as projects
from app.projects.models import Proposal
from app.projects.status import ProposalStatus
from app.reviews import queries as reviews
from app.rounds.models import Round
from app.rounds.queries import rules_of
from app.submissions.queries import was_sent_back
from moderation.label_grounds import LabelGround

FOLLOWS = {Outcome.LABEL: Verdict.LABEL, Outcome.REFUSE: Verdict.REFUSE, Outcome.CHANGES: Verdict.CHANGES}


class Prepared(NamedTuple):
    """What is decided, on which published grounds, why, and what to improve."""

    verdict: Verdict
    reason: str
    grounds: Sequence[LabelGround] = ()
    advice: str = ""


def prepare(proposal: Proposal, prepared: Prepared, *, by: Person) -> LabelDecision:
    """Write the decision about a dossier, or change it until the announcement is confirmed.

    Raises Refused without reason, ground or advice where they are owed; when the committee did not speak, or said
    something else; once the dossier is withdrawn; while the announcement is being confirmed.
    """
    projects.hold(proposal)
    _check_open(proposal)
    _check_words(prepared)
    _check_committee(proposal, prepared.verdict)
    if prepared.verdict is not Verdict.CHANGES and not reviews.mean_scores(proposal):
        raise Refused(_("Personne n’a encore noté ce dossier : il faut au moins une note avant de décider."))
    if prepared.verdict is Verdict.CHANGES and was_sent_back(proposal):
        raise Refused(
            _("Ce dossier a déjà été renvoyé une fois : le comité décide maintenant avec ce qu’il a."), "verdict"
        )
    decision = queries.decision_of(proposal)
    before = decision.verdict if decision else None
    told = {
        "verdict": prepared.verdict,
        "grounds": [ground.value for ground in prepared.grounds],
        "reason": prepared.reason.strip(),
        "advice": prepared.advice.strip(),
        "prepared_by_id": by.id,
        "prepared_at": clock.now(),
    }
    decision = _keep(decision, proposal, told)
    audit.record("label.prepare", decision, by=by, proposal=proposal.public_id, before=before, after=prepared.verdict)
    return decision


def _keep(decision: LabelDecision | None, proposal: Proposal, told: dict[str, object]) -> LabelDecision:
    if decision is not None:
        with db.session.no_autoflush:
            for name, value in told.items():
                setattr(decision, name, value)
        db.session.flush()
        return decision
    made = LabelDecision(proposal_id=proposal.id, **told)
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:
        raise Refused(_("Quelqu’un vient de préparer cette décision. Relisez-la.")) from None
    return made


def forget(decision: LabelDecision, *, by: Person) -> None:
    """Take a prepared decision away. Raises Refused once the announcement is being confirmed, or made."""
    projects.hold(decision.proposal)
    _check_not_announced(decision.proposal)
    audit.record("label.forget", decision, by=by, proposal=decision.proposal.public_id, verdict=decision.verdict)
    db.session.delete(decision)
    db.session.flush()


def _check_open(proposal: Proposal) -> None:
    if proposal.status is not ProposalStatus.ENTERED:
        raise Refused(_("Ce dossier n’attend plus de décision : « %(status)s ».", status=proposal.status_label))
    _check_not_announced(proposal)


def _check_not_announced(proposal: Proposal) -> None:
    db.session.scalar(select(Round.id).where(Round.id == proposal.round_id).with_for_update())
    decision = queries.decision_of(proposal)
    if decision is not None and decision.release_id is not None:
        raise Refused(_("Cette décision est déjà annoncée."))
    pending = queries.release_of(proposal.round)
    if pending is not None and pending.status is not ReleaseStatus.PLANNED:
        raise Refused(_("L’annonce est en cours de confirmation : suspendez-la d’abord pour changer une décision."))


def _check_words(prepared: Prepared) -> None:
    if not prepared.reason.strip():
        raise Refused(_("Donnez la raison : la personne la lira."), "reason")
    if prepared.verdict is Verdict.LABEL:
        return
    if not prepared.grounds:
        raise Refused(_("Choisissez au moins un motif publié."), "grounds")
    if not prepared.advice.strip():
        raise Refused(_("Dites ce qui peut être amélioré : la personne en a besoin pour la suite."), "advice")


def _check_committee(proposal: Proposal, verdict: Verdict) -> None:
    """The decision follows what the committee said; where the rulebook asks for it, the committee has spoken."""
    item = queries.said_of(proposal)
    if item is None:
        if rules_of(proposal.round)["committee_decides"]:
            raise Refused(_("Le comité décide dans cette édition : mettez d’abord ce dossier à l’ordre du jour."))
        return
    if item.outcome is None:
        raise Refused(_("Ce dossier est à l’ordre du jour du comité, qui ne s’est pas encore prononcé."))
    if item.outcome is Outcome.ADJOURN:
        raise Refused(_("Le comité a ajourné ce dossier : il doit revenir devant lui avant une décision."))
    if item.sitting.status is not SittingStatus.CLOSED:
        raise Refused(_("La séance du comité n’est pas levée : son avis peut encore changer."))
    if FOLLOWS[item.outcome] is not verdict:
        raise Refused(
            _("Le comité a dit autre chose : « %(outcome)s ». La décision le suit.", outcome=item.outcome_name),
            "verdict",
        )
