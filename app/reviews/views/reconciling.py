"""The page of a reconciliation: the marks side by side, what readers say, a mark changed, its end."""

from collections.abc import Sequence
from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.errors import Denied, Refused
from app.core.extensions import db
from app.core.forms import shown_on
from app.core.policy import door, may
from app.projects.models import Proposal
from app.projects.steps import said
from app.reviews import queries, services
from app.reviews.forms import marking
from app.reviews.models import Reconciliation, Review
from app.reviews.status import ReviewStatus
from app.reviews.views import bp
from moderation.labelling.grids import Grid


@bp.get("/<public_id>/conciliation")
@door("reconciliation.see", load=queries.dossier_by_public_id)
def reconciliation(proposal: Proposal) -> ResponseReturnValue:
    """The marks side by side, and what was said about them."""
    return _page(proposal)


@bp.post("/<public_id>/conciliation/ouverture")
@door("reconciliation.open", load=queries.dossier_by_public_id)
def open_reconciliation(proposal: Proposal) -> ResponseReturnValue:
    """Let the readers see each other's marks and talk."""
    form = marking.OpeningForm()
    if form.validate_on_submit():
        with shown_on(form):
            services.open_reconciliation(proposal, form.why.data, by=g.actor)
            db.session.commit()
            return _back(proposal, _("La conciliation est ouverte : les personnes qui ont lu sont prévenues."))
    return _page(proposal, opening=form)


@bp.post("/<public_id>/conciliation/message")
@door("reconciliation.see", load=queries.dossier_by_public_id)
def say(proposal: Proposal) -> ResponseReturnValue:
    """Say something to the other readers."""
    talk, form = _talk(proposal), marking.MessageForm()
    if form.validate_on_submit():
        with shown_on(form):
            services.say(talk, form.text.data, by=g.actor)
            db.session.commit()
            return _back(proposal, _("C’est dit."))
    return _page(proposal, message=form)


@bp.post("/<public_id>/conciliation/note")
@door("reconciliation.see", load=queries.dossier_by_public_id)
def change(proposal: Proposal) -> ResponseReturnValue:
    """Change one of my marks, with a reason: both are kept."""
    form = marking.change_form(_names(queries.grid_of(proposal.round)))
    if form.validate_on_submit():
        with shown_on(form):
            review = queries.review_by(proposal, g.actor)
            if review is None:
                raise Refused(_("Vous n’avez pas noté ce dossier."))
            services.change_mark(review, form.criterion.data, int(form.points.data), form.reason.data, by=g.actor)
            db.session.commit()
            return _back(proposal, _("Votre note est changée : l’ancienne reste écrite à côté."))
    return _page(proposal, changing=form)


@bp.post("/<public_id>/conciliation/cloture")
@door("reconciliation.open", load=queries.dossier_by_public_id)
def close_reconciliation(proposal: Proposal) -> ResponseReturnValue:
    """End the reconciliation with what came of it."""
    talk, form = _talk(proposal), marking.ClosingForm()
    if form.validate_on_submit():
        with shown_on(form):
            services.close_reconciliation(talk, form.outcome.data, by=g.actor)
            db.session.commit()
            return _back(proposal, _("La conciliation est close : l’équipe peut décider."))
    return _page(proposal, closing=form)


def _talk(proposal: Proposal) -> Reconciliation:
    """The reconciliation this person takes part in. Raises Denied for a stranger to it, Refused where there is none."""
    _require_part(proposal, queries.reviews_of(proposal))
    talk = queries.reconciliation_of(proposal)
    if talk is None:
        raise Refused(_("Aucune conciliation n’est ouverte sur ce dossier."))
    return talk


def _require_part(proposal: Proposal, reviews: Sequence[Review]) -> None:
    own = next((review for review in reviews if review.reviewer_id == g.actor.id), None)
    takes_part = own is not None and own.status is ReviewStatus.FINISHED
    is_reading = own is not None and own.status is ReviewStatus.ASSIGNED
    if not takes_part and (is_reading or not may("marks.see", proposal)):
        raise Denied(_("Seules les personnes qui ont fini de lire ce dossier prennent part à la conciliation."))


def _back(proposal: Proposal, sentence: str) -> ResponseReturnValue:
    flash(sentence, "success")
    return redirect(url_for("reviews.reconciliation", public_id=proposal.public_id), 303)


def _names(grid: Grid) -> dict[str, str]:
    return {criterion.key: said(criterion.name) for criterion in grid.criteria}


def _page(proposal: Proposal, **forms: Any) -> ResponseReturnValue:
    reviews, grid = queries.reviews_of(proposal), queries.grid_of(proposal.round)
    _require_part(proposal, reviews)
    talk = queries.reconciliation_of(proposal)
    shown = queries.reviews_open_to(g.actor, reviews, talk, decides=may("marks.see", proposal))
    opened = queries.are_open(reviews, talk)
    page = render_template(
        "reviews/reconciliation.html",
        proposal=proposal,
        grid=grid,
        said=said,
        talk=talk,
        messages=queries.messages_of(talk) if talk else [],
        reviews=shown if opened else [],
        mine=next((review for review in shown if review.reviewer_id == g.actor.id), None),
        apart={one.criterion: one for one in queries.divergences_of(reviews, grid)},
        opening=forms.get("opening") or marking.OpeningForm(formdata=None),
        message=forms.get("message") or marking.MessageForm(formdata=None),
        changing=forms.get("changing") or marking.change_form(_names(grid), blank=True),
        closing=forms.get("closing") or marking.ClosingForm(formdata=None),
    )
    return page, 422 if any(form.errors for form in forms.values()) else 200
