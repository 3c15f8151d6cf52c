"""The labelling desk: what waits for me, one dossier, my marks, the decision."""

from collections.abc import Callable
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.scopes import has_interest
from app.core.errors import Refused
from app.core.extensions import db
from app.core.forms import shown_on
from app.core.policy import door, may
from app.files.queries import documents_of
from app.projects.models import Proposal
from app.projects.status import PROPOSAL, ProposalStatus
from app.projects.steps import said
from app.reviews import queries, services
from app.reviews.forms import deciding, marking
from app.reviews.models import Review
from app.reviews.status import ReviewStatus
from app.reviews.views import bp, to_dossier
from moderation.labelling.grids import Grid

STATES = (ProposalStatus.ENTERED, ProposalStatus.LABELLED, ProposalStatus.REFUSED)
DEEDS: dict[str, Callable[..., None]] = {
    "label": services.label,
    "refuse": services.refuse_label,
    "return": services.return_for_completion,
}


@bp.get("/")
@door("review.read")
def queue() -> ResponseReturnValue:
    """What waits, mine to mark first; what is decided, by its address."""
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
        rounds=queries.rounds_of(g.actor) if may("labelling.follow") else [],
        labels={s: str(PROPOSAL.shown[s].label) for s in STATES},
    )


@bp.get("/<public_id>")
@door("review.read", load=queries.dossier_by_public_id)
def detail(proposal: Proposal) -> ResponseReturnValue:
    """Read a dossier; mark it; decide."""
    return _page(proposal)


@bp.post("/<public_id>/avis")
@door("review.write", load=queries.dossier_by_public_id)
def write(proposal: Proposal) -> ResponseReturnValue:
    """Keep a draft of my marks, or give them."""
    grid, draft = queries.grid_of(proposal.round), request.form.get("deed") == "draft"
    form = marking.review_form(grid, proposal, None, typed=True, draft=draft)
    if form.validate_on_submit():
        with shown_on(form):
            _require_blind(proposal)
            deed = services.save_draft if draft else services.write_review
            deed(proposal, form.typed, by=g.actor)
            db.session.commit()
            if draft:
                return to_dossier(proposal, _("Votre brouillon est gardé : personne d’autre ne le voit."))
            return to_dossier(
                proposal, _("Vos notes sont données. Vous lirez celles des autres quand tout le monde aura fini.")
            )
    return _page(proposal, review_form=form)


def _require_blind(proposal: Proposal) -> None:
    """Whoever decides reads all the marks once everybody has finished: they begin no reading then."""
    reviews = queries.reviews_of(proposal)
    begun = any(review.reviewer_id == g.actor.id for review in reviews)
    opened = queries.finished(reviews) and queries.are_open(reviews, queries.reconciliation_of(proposal))
    if opened and not begun and may("marks.see", proposal):
        raise Refused(
            _("Vous avez pu lire les notes données : une personne qui ne les a pas vues doit lire ce dossier.")
        )


@bp.post("/<public_id>/decision")
@door("review.decide", load=queries.dossier_by_public_id)
def decide(proposal: Proposal) -> ResponseReturnValue:
    """Give or refuse the label, or send the dossier back."""
    form = deciding.DecisionForm()
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
@door("review.reopen", load=queries.dossier_by_public_id)
def reopen(proposal: Proposal) -> ResponseReturnValue:
    """Examine a refused dossier again, after an appeal."""
    form = deciding.ReopeningForm()
    if form.validate_on_submit():
        with shown_on(form):
            services.reopen(proposal, form.reason.data, by=g.actor)
            db.session.commit()
            return to_dossier(
                proposal,
                _("L’examen de « %(title)s » est rouvert, la personne est prévenue.", title=proposal.title),
            )
    return render_template("reviews/reopen.html", form=form, proposal=proposal), 422 if form.errors else 200


def _check_seen(proposal: Proposal, form: deciding.DecisionForm) -> None:
    if form.version.data is not None and form.version.data != proposal.version:
        raise Refused(_("Quelqu’un vient de décider pour ce dossier. Relisez où il en est."))


def _page(proposal: Proposal, review_form: Any = None, decision_form: Any = None) -> ResponseReturnValue:
    reviews = queries.reviews_of(proposal)
    grid = queries.grid_of(proposal.round)
    mine = next((r for r in reviews if r.reviewer_id == g.actor.id), None)
    form = review_form or marking.review_form(grid, proposal, mine, typed=False)
    code = 422 if form.errors or (decision_form and decision_form.errors) else 200
    return render_template(
        "reviews/detail.html",
        proposal=proposal,
        documents=documents_of(proposal) if may("proposal.read_documents", proposal) else [],
        interested=has_interest(g.actor, proposal),
        said=said,
        grid=grid,
        review_form=form,
        decision_form=decision_form or deciding.DecisionForm(formdata=None, data={"version": proposal.version}),
        **_readings(proposal, reviews, mine, grid),
        around=queries.count_around(proposal),
    ), code


def _readings(proposal: Proposal, reviews: Any, mine: Review | None, grid: Grid) -> dict[str, Any]:
    """The readings as this person may see them."""
    talk = queries.reconciliation_of(proposal)
    decides = may("marks.see", proposal)
    shown = queries.reviews_open_to(g.actor, reviews, talk, decides=decides)
    opened = queries.are_open(reviews, talk) and any(one is not mine for one in shown)
    writes = not opened if mine is None else mine.status is ReviewStatus.ASSIGNED
    return {
        "mine": mine,
        "reviews": shown,
        "readings": reviews,
        "done": len(queries.finished(reviews)),
        "reading": sum(review.status is ReviewStatus.ASSIGNED for review in reviews),
        "talk": talk,
        "opened": opened,
        "writes": writes and may("review.write", proposal),
        "apart": {one.criterion: one for one in queries.divergences_of(reviews, grid)} if opened or decides else {},
    }
