"""A refusal is contested inside the phase of contestation, and heard by somebody who took no part in it."""

from flask_babel import LazyString, lazy_gettext
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Person
from app.core import audit
from app.core.errors import Refused
from app.core.extensions import db
from app.core.lifecycle import advance
from app.labelling.hearing import decided_it
from app.labelling.letters import LETTER, address_of
from app.labelling.models import LabelAppeal, LabelDecision
from app.labelling.status import AppealStatus
from app.notifications.services import notify, notify_all
from app.notifications.topics import Topic
from app.projects import services as projects
from app.projects.status import ProposalStatus
from app.reviews import services as reviews
from app.rounds import calendar
from app.rounds.models import PhaseKind


def contest(decision: LabelDecision, words: str, *, by: Person) -> LabelAppeal:
    """Ask for a refusal to be heard again. Raises Refused outside the phase, without words, or the second time."""
    projects.hold(decision.proposal)
    calendar.require_open(decision.proposal.round, PhaseKind.CONTESTATION)
    if decision.proposal.status is not ProposalStatus.REFUSED:
        raise Refused(_("Seul un refus de label se conteste ici."))
    if not words.strip():
        raise Refused(_("Dites pourquoi vous n’êtes pas d’accord : c’est ce qui sera entendu."), "words")
    appeal = LabelAppeal(decision_id=decision.id, words=words.strip(), asked_by_id=by.id)
    try:
        with db.session.begin_nested():
            db.session.add(appeal)
    except IntegrityError:
        raise Refused(_("Ce refus est déjà contesté : la réponse vous sera envoyée.")) from None
    audit.record("label_appeal.contest", appeal, by=by, proposal=decision.proposal.public_id)
    subject = lazy_gettext("Votre recours est reçu : « %(title)s »", title=decision.proposal.title)
    told = lazy_gettext(
        "Une personne qui n’a pas pris part à la décision va l’entendre. La suite : vous recevrez sa réponse, avec ses "
        "raisons, avant l’ouverture du vote."
    )
    notify(by, Topic.DECISIONS, subject, told, link=address_of(decision.proposal), by=by)
    return appeal


def grant(appeal: LabelAppeal, reason: str, *, by: Person) -> None:
    """Say the team was right: the refusal falls and the label is given, at once."""
    _check_hearable(appeal, reason, by)
    proposal = appeal.decision.proposal
    with db.session.no_autoflush:
        appeal.answer, appeal.heard_by_id = reason.strip(), by.id
        advance(appeal, "grant", by=by, reason=reason.strip(), proposal=proposal.public_id)
    reviews.reopen(proposal, reason, by=by, told=LETTER)
    reviews.label(proposal, reason, by=by, told=LETTER)
    opening = lazy_gettext(
        "Votre recours est accordé : votre projet reçoit le label, sous le numéro %(number)s. La suite : il sera "
        "soumis au vote des habitants.",
        number=proposal.number,
    )
    _tell(appeal, lazy_gettext("Votre projet « %(title)s » reçoit le label", title=proposal.title), opening, by)


def reject(appeal: LabelAppeal, reason: str, *, by: Person) -> None:
    """Say the refusal stands, and why."""
    _check_hearable(appeal, reason, by)
    proposal = appeal.decision.proposal
    with db.session.no_autoflush:
        appeal.answer, appeal.heard_by_id = reason.strip(), by.id
        advance(appeal, "reject", by=by, reason=reason.strip(), proposal=proposal.public_id)
    opening = lazy_gettext(
        "Votre recours est rejeté : le refus reste. La suite : la lettre de refus dit devant qui aller encore, et "
        "jusqu’à quand ; vous pouvez aussi améliorer votre projet pour une autre édition."
    )
    _tell(appeal, lazy_gettext("Réponse à votre recours : « %(title)s »", title=proposal.title), opening, by)


def _check_hearable(appeal: LabelAppeal, reason: str, by: Person) -> None:
    projects.hold(appeal.decision.proposal)
    db.session.refresh(appeal, with_for_update={"of": LabelAppeal})
    if appeal.status is not AppealStatus.ASKED:
        raise Refused(_("Ce recours est déjà entendu : « %(status)s ».", status=appeal.status_label))
    if decided_it(by, appeal.decision):
        raise Refused(_("Vous avez pris part à cette décision : une autre personne doit entendre le recours."))
    calendar.require_open(appeal.decision.proposal.round, PhaseKind.CONTESTATION)
    if appeal.decision.proposal.status is not ProposalStatus.REFUSED:
        raise Refused(_("Ce projet n’est plus refusé : il n’y a plus rien à entendre."))
    if not reason.strip():
        raise Refused(_("Donnez la raison : la personne la lira."), "reason")


def _tell(appeal: LabelAppeal, subject: LazyString, opening: LazyString, by: Person) -> None:
    proposal = appeal.decision.proposal
    if proposal.project is None:
        return
    holder, *team = proposal.project.team
    why = lazy_gettext("Raison : %(reason)s", reason=appeal.answer)
    link = address_of(proposal)
    notify(holder, Topic.DECISIONS, subject, opening, why, link=link, by=by)
    notify_all(team, Topic.MY_PROJECT, subject, opening, why, link=link, by=by)
