"""The labelling desk: what waits for me, one proposal, my scores, the decision."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.scopes import has_interest
from app.core.errors import Refused
from app.core.extensions import db
from app.core.forms import shown_on
from app.core.policy import door, may
from app.files.queries import documents_of
from app.projects.models import Proposal
from app.projects.queries import proposal_by_public_id
from app.projects.status import PROPOSAL, ProposalStatus
from app.projects.steps import said
from app.reviews import forms, policy, queries, services  # noqa: F401  (policy registers its rules)
from app.reviews.models import CRITERION_NAMES, Criterion

bp = Blueprint("reviews", __name__, url_prefix="/labellisation")
STATES = (ProposalStatus.ENTERED, ProposalStatus.LABELLED, ProposalStatus.REFUSED)
DEEDS: dict[str, Callable[..., None]] = {
    "label": services.label,
    "refuse": services.refuse_label,
    "return": services.return_for_completion,
}


@bp.get("/")
@door("review.read")
def queue() -> ResponseReturnValue:
    """What waits, mine to score first; what is decided, by its address."""
    asked = request.args.get("etat", "")
    status = next((s for s in STATES if s == asked), ProposalStatus.ENTERED)
    waiting = queries.desk_of(g.actor) if status is ProposalStatus.ENTERED else []
    rows = queries.decided(g.actor, status) if status is not ProposalStatus.ENTERED else []
    return render_template(
        "reviews/queue.html",
        waiting=waiting,
        rows=rows,
        status=status,
        states=STATES,
        labels={s: str(PROPOSAL.shown[s].label) for s in STATES},
    )


@bp.get("/<public_id>")
@door("review.read", load=proposal_by_public_id)
def detail(proposal: Proposal) -> ResponseReturnValue:
    """Read a proposal; score it; decide."""
    return _page(proposal)


@bp.post("/<public_id>/avis")
@door("review.write", load=proposal_by_public_id)
def write(proposal: Proposal) -> ResponseReturnValue:
    """Keep my scores."""
    form = forms.ReviewForm()
    if form.validate_on_submit():
        with shown_on(form):
            services.write_review(proposal, form.typed, by=g.actor)
            db.session.commit()
            flash(_("Vos notes sont enregistrées. Vous pouvez les changer jusqu’à la décision."), "success")
            return redirect(url_for(".detail", public_id=proposal.public_id), 303)
    return _page(proposal, review_form=form)


@bp.post("/<public_id>/decision")
@door("review.decide", load=proposal_by_public_id)
def decide(proposal: Proposal) -> ResponseReturnValue:
    """Give or refuse the label, or send the dossier back."""
    form = forms.DecisionForm()
    if form.validate_on_submit():
        with shown_on(form):
            _check_seen(proposal, form)
            DEEDS[form.decision.data](proposal, form.reason.data, by=g.actor)
            db.session.commit()
            flash(
                _("« %(title)s » : c’est décidé, la personne est prévenue par courriel.", title=proposal.title),
                "success",
            )
            return redirect(url_for(".queue"), 303)
        form.version.data, form.version.raw_data = proposal.version, None
    return _page(proposal, decision_form=form)


@bp.route("/<public_id>/reouverture", methods=["GET", "POST"])
@door("review.reopen", load=proposal_by_public_id)
def reopen(proposal: Proposal) -> ResponseReturnValue:
    """Examine a refused dossier again, after an appeal."""
    form = forms.ReopeningForm()
    if form.validate_on_submit():
        with shown_on(form):
            services.reopen(proposal, form.reason.data, by=g.actor)
            db.session.commit()
            flash(
                _("L’examen de « %(title)s » est rouvert, la personne est prévenue.", title=proposal.title), "success"
            )
            return redirect(url_for(".detail", public_id=proposal.public_id), 303)
    return render_template("reviews/reopen.html", form=form, proposal=proposal), 422 if form.errors else 200


def _check_seen(proposal: Proposal, form: forms.DecisionForm) -> None:
    if form.version.data is not None and form.version.data != proposal.version:
        raise Refused(_("Quelqu’un vient de décider pour ce dossier. Relisez où il en est."))


def _page(proposal: Proposal, review_form: Any = None, decision_form: Any = None) -> ResponseReturnValue:
    reviews = queries.reviews_of(proposal)
    mine = next((r for r in reviews if r.reviewer_id == g.actor.id), None)
    code = 422 if (review_form and review_form.errors) or (decision_form and decision_form.errors) else 200
    return render_template(
        "reviews/detail.html",
        proposal=proposal,
        documents=documents_of(proposal) if may("proposal.read_documents", proposal) else [],
        reviews=queries.reviews_open_to(g.actor, reviews, decides=may("review.decide", proposal)),
        total=len(reviews),
        interested=has_interest(g.actor, proposal),
        mine=mine,
        said=said,
        criteria=list(Criterion),
        names=CRITERION_NAMES,
        review_form=review_form or forms.ReviewForm(formdata=None, data=forms.scores_of(mine), prefix=""),
        decision_form=decision_form or forms.DecisionForm(formdata=None, data={"version": proposal.version}),
    ), code
