"""What is decided at labelling: the label with its number, its refusal, a fuller dossier asked for, a second reading.

Whoever decides holds the proposal's row first: two people who press at once decide one after the other.
"""

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext
from sqlalchemy import select

from app.accounts.models import Person
from app.core.errors import Refused
from app.core.extensions import db
from app.core.lifecycle import advance
from app.projects import services as projects
from app.projects.models import Proposal
from app.projects.status import ProjectStatus
from app.reviews import queries
from app.reviews.services.assigning import set_conflicts_aside
from app.reviews.services.phases import require_labelling
from app.reviews.status import ReviewStatus
from app.rounds import calendar
from app.rounds.models import PhaseKind, Round
from app.submissions.services import WHOLE, Reason, send_back


def label(proposal: Proposal, reason: str, *, by: Person, told: bool = True) -> None:
    """Give the label: the scores are fixed, the proposal gets the next number of its round, its holder is told.

    Raises Refused outside the labelling phase, without a review, or while the holder completes the dossier. told=False:
    a letter tells it (app/labelling).
    """
    _check_decidable(proposal)
    db.session.scalar(
        select(Round.id).where(Round.id == proposal.round_id).with_for_update()
    )  # two labels, two numbers
    proposal.scores = {key: str(mean) for key, mean in queries.mean_scores(proposal).items()}
    proposal.number = queries.next_number(proposal.round)
    advance(proposal, "label", by=by, reason=reason.strip(), number=proposal.number, scores=proposal.scores)
    proposal.decision_reason, proposal.decided_by_id = reason.strip(), by.id
    db.session.flush()
    opening = lazy_gettext(
        "Votre projet est labellisé, sous le numéro %(number)s. La suite : il sera soumis au vote des habitants, et "
        "vous recevrez son résultat, expliqué.",
        number=proposal.number,
    )
    subject = lazy_gettext("Votre projet « %(title)s » a reçu le label", title=proposal.title)
    if told:
        projects.tell_decision(proposal, subject, opening, reason, by=by)


def refuse_label(proposal: Proposal, reason: str, *, by: Person, told: bool = True) -> None:
    """Refuse the label with a reason the holder reads. Raises Refused like label()."""
    _check_decidable(proposal)
    advance(proposal, "refuse", by=by, reason=reason.strip())
    proposal.decision_reason, proposal.decided_by_id = reason.strip(), by.id
    db.session.flush()
    opening = lazy_gettext(
        "Le comité n’a pas donné le label à votre projet. La suite : vous n’êtes pas d’accord ? Écrivez à "
        "%(contact)s en disant pourquoi, avant l’ouverture du vote : seule une autre personne de l’équipe peut "
        "rouvrir l’examen de votre dossier.",
        contact=current_app.config["SETTINGS"].CONTACT,
    )
    subject = lazy_gettext("Votre projet « %(title)s » n’a pas reçu le label", title=proposal.title)
    if told:
        projects.tell_decision(proposal, subject, opening, reason, by=by)


def reopen(proposal: Proposal, reason: str, *, by: Person, told: bool = True) -> None:
    """Examine a refused proposal again, after an appeal; who refused it neither reopens it nor decides again.

    Raises Refused once labelling and contestation are both over.
    """
    projects.hold(proposal)
    if proposal.decided_by_id == by.id:
        raise Refused(_("C’est vous qui avez pris cette décision : une autre personne doit la revoir."))
    if not calendar.is_open(proposal.round, PhaseKind.CONTESTATION):
        calendar.require_open(proposal.round, PhaseKind.LABELLING)
    advance(proposal, "reopen", by=by, reason=reason.strip())
    proposal.decision_reason = None
    db.session.flush()
    opening = lazy_gettext(
        "L’examen de votre dossier est rouvert. La suite : une autre personne va décider, et vous recevrez sa décision."
    )
    subject = lazy_gettext("Votre projet « %(title)s » est examiné de nouveau", title=proposal.title)
    if told:
        projects.tell_decision(proposal, subject, opening, reason, by=by)


def return_for_completion(proposal: Proposal, missing: str, *, by: Person) -> None:
    """Send the dossier back to its team with what the whole of it lacks; the page of submissions does it part by part.

    Raises Refused outside the labelling phase, once the decision is taken, and the second time.
    """
    calendar.require_open(proposal.round, PhaseKind.LABELLING)
    send_back(proposal, [Reason(WHOLE, "", missing)], by=by)


def _check_decidable(proposal: Proposal) -> None:
    projects.hold(proposal)
    require_labelling(proposal)
    if proposal.project is not None and proposal.project.status is ProjectStatus.TO_COMPLETE:
        raise Refused(_("Ce dossier a été renvoyé pour être complété : attendez son nouveau dépôt avant de décider."))
    set_conflicts_aside([proposal])
    reviews = queries.reviews_of(proposal)
    if reading := sum(review.status is ReviewStatus.ASSIGNED for review in reviews):
        raise Refused(
            ngettext(
                "Une personne n’a pas fini de lire ce dossier : attendez ses notes, ou retirez-lui la lecture.",
                "%(num)s personnes n’ont pas fini de lire ce dossier : attendez leurs notes, ou retirez-leur la "
                "lecture.",
                reading,
            )
        )
    if not queries.finished(reviews):
        raise Refused(_("Personne n’a encore noté ce dossier : il faut au moins une note avant de décider."))
    talk = queries.reconciliation_of(proposal)
    if talk is not None and talk.closed_at is None:
        raise Refused(_("Une conciliation est ouverte sur ce dossier : fermez-la avant de décider."))
