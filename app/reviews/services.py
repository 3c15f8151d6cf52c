"""What is done at labelling: score, give the label with its number, refuse it, ask for a fuller dossier, read again.

Whoever decides holds the proposal's row first: two people who press at once decide one after the other.
"""

from collections.abc import Mapping

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy import select

from app.accounts.models import Person
from app.core import audit, clock
from app.core.errors import Refused
from app.core.extensions import db
from app.core.lifecycle import advance
from app.projects import services as projects
from app.projects.models import Proposal
from app.projects.status import ProjectStatus, ProposalStatus
from app.reviews import queries
from app.reviews.models import CRITERION_NAMES, Criterion, Review, Score
from app.rounds import calendar
from app.rounds.models import PhaseKind, Round
from app.submissions.services import WHOLE, Reason, send_back

MOST_POINTS = 4


def write_review(proposal: Proposal, scores: Mapping[Criterion, tuple[int, str]], *, by: Person) -> Review:
    """Write one's reading of a proposal, or change it, until the decision: 0 to 4 points and a reason a criterion.

    Raises Refused outside the labelling phase, when the decision is taken, or a score or its reason is missing.
    """
    projects.hold(proposal)
    if proposal.status is not ProposalStatus.ENTERED:
        raise Refused(_("La décision est prise : les notes ne changent plus."))
    _require_labelling(proposal)
    for criterion in Criterion:
        _check_score(criterion, scores.get(criterion))
    review = queries.review_by(proposal, by) or Review(proposal=proposal, reviewer=by, scores=[])
    review.written_at = clock.now()
    kept = {score.criterion: score for score in review.scores}
    for criterion in Criterion:
        _give(review, kept.get(criterion), criterion, *scores[criterion])
    db.session.add(review)
    db.session.flush()
    audit.record(
        "review.write", review, by=by, proposal=proposal.public_id, points={c.value: scores[c][0] for c in Criterion}
    )
    return review


def _check_score(criterion: Criterion, given: tuple[int, str] | None) -> None:
    if given is None or not 0 <= given[0] <= MOST_POINTS or not given[1].strip():
        raise Refused(
            _("%(criterion)s : donnez de 0 à 4 points, et votre raison.", criterion=str(CRITERION_NAMES[criterion]))
        )


def _give(review: Review, score: Score | None, criterion: Criterion, points: int, reason: str) -> None:
    if score is None:
        review.scores.append(Score(criterion=criterion, points=points, reason=reason.strip()))
    else:
        score.points, score.reason = points, reason.strip()


def label(proposal: Proposal, reason: str, *, by: Person) -> None:
    """Give the label: the scores are fixed, the proposal gets the next number of its round, its holder is told.

    Raises Refused outside the labelling phase, without a review, or while the holder completes the dossier.
    """
    _check_decidable(proposal)
    db.session.scalar(
        select(Round.id).where(Round.id == proposal.round_id).with_for_update()
    )  # two labels, two numbers
    proposal.scores = {criterion.value: str(mean) for criterion, mean in queries.mean_scores(proposal).items()}
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
    projects.tell_decision(proposal, subject, opening, reason, by=by)


def refuse_label(proposal: Proposal, reason: str, *, by: Person) -> None:
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
    projects.tell_decision(proposal, subject, opening, reason, by=by)


def reopen(proposal: Proposal, reason: str, *, by: Person) -> None:
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
    projects.tell_decision(proposal, subject, opening, reason, by=by)


def return_for_completion(proposal: Proposal, missing: str, *, by: Person) -> None:
    """Send the dossier back to its team with what the whole of it lacks; the page of submissions does it part by part.

    Raises Refused outside the labelling phase, once the decision is taken, and the second time.
    """
    calendar.require_open(proposal.round, PhaseKind.LABELLING)
    send_back(proposal, [Reason(WHOLE, "", missing)], by=by)


def _check_decidable(proposal: Proposal) -> None:
    projects.hold(proposal)
    _require_labelling(proposal)
    if proposal.project is not None and proposal.project.status is ProjectStatus.TO_COMPLETE:
        raise Refused(_("Ce dossier a été renvoyé pour être complété : attendez son nouveau dépôt avant de décider."))
    if not queries.reviews_of(proposal):
        raise Refused(_("Personne n’a encore noté ce dossier : il faut au moins une note avant de décider."))


def _require_labelling(proposal: Proposal) -> None:
    # Refused once and opened again: the second reading may run into the phase of contestation.
    if proposal.decided_by_id is None or not calendar.is_open(proposal.round, PhaseKind.CONTESTATION):
        calendar.require_open(proposal.round, PhaseKind.LABELLING)
