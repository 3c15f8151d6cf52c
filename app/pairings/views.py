"""The pages about two proposals: exclusions, for staff; mergers, for the two teams."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.errors import Refused
from app.core.extensions import db
from app.core.forms import shown_on
from app.core.policy import door
from app.pairings import forms, policy, queries, services  # noqa: F401  (policy registers its rules)
from app.pairings.models import Merger, ProposalExclusion
from app.projects.models import Project
from app.projects.queries import project_by_public_id
from app.rounds.models import Round
from app.rounds.queries import round_by_public_id

bp = Blueprint("pairings", __name__)


@bp.route("/label/incompatibilites/<public_id>", methods=["GET", "POST"])
@door("exclusion.declare", load=round_by_public_id)
def exclusions(round_: Round) -> ResponseReturnValue:
    """The pairs of which one at most wins; a form for one more."""
    candidates = queries.candidates_of(round_)
    form = forms.ExclusionForm()
    form.first.choices = form.second.choices = [(each.id, each.title) for each in candidates]
    if form.validate_on_submit():
        with shown_on(form):
            known = {each.id: each for each in candidates}
            if form.first.data not in known or form.second.data not in known:
                raise Refused(_("Choisissez deux projets de la liste."), "second")
            pair = (known[form.first.data], known[form.second.data])
            services.declare_exclusion(*pair, form.reason.data, by=g.actor)
            db.session.commit()
            flash(_("C’est noté : un seul des deux au plus sera retenu. Les deux équipes sont prévenues."), "success")
            return redirect(url_for(".exclusions", public_id=round_.public_id), 303)
    page = {"round": round_, "form": form, "exclusions": queries.exclusions_of(round_)}
    return render_template("pairings/exclusions.html", **page), 422 if form.errors else 200


@bp.route("/label/incompatibilites/lever/<public_id>", methods=["GET", "POST"])
@door("exclusion.lift", load=queries.exclusion_by_public_id)
def lift(exclusion: ProposalExclusion) -> ResponseReturnValue:
    """Both may win after all."""
    form = forms.LiftForm()
    if form.validate_on_submit():
        with shown_on(form):
            services.lift_exclusion(exclusion, form.reason.data, by=g.actor)
            db.session.commit()
            flash(_("C’est noté : les deux projets peuvent être retenus."), "success")
            return redirect(url_for(".exclusions", public_id=exclusion.round.public_id), 303)
    return render_template("pairings/lift.html", exclusion=exclusion, form=form), 422 if form.errors else 200


@bp.route("/projets/<public_id>/rapprocher", methods=["GET", "POST"])
@door("merger.ask", load=project_by_public_id)
def ask(project: Project) -> ResponseReturnValue:
    """A team proposes another to become one; what was asked before stands below."""
    form = forms.MergerForm()
    if form.validate_on_submit():
        with shown_on(form):
            merger = services.ask(project, form.code.data, form.typed, by=g.actor)
            db.session.commit()
            flash(_("Votre proposition est envoyée : l’autre équipe doit l’accepter."), "success")
            return redirect(url_for(".merger", public_id=merger.public_id), 303)
    page = {"project": project, "form": form, "mergers": queries.mergers_of(project)}
    return render_template("pairings/ask.html", **page), 422 if form.errors else 200


@bp.get("/projets/rapprochements/<public_id>")
@door("merger.see", load=queries.merger_by_public_id)
def merger(found: Merger) -> ResponseReturnValue:
    """What one team proposes to the other."""
    return _page(found, forms.DeclineForm(formdata=None))


@bp.post("/projets/rapprochements/<public_id>/accepter")
@door("merger.answer", load=queries.merger_by_public_id)
def accept(found: Merger) -> ResponseReturnValue:
    """Agree: one proposal carries both teams."""
    made = services.accept(found, by=g.actor)
    db.session.commit()
    flash(_("Vos deux projets n’en font qu’un. Le comité examine le nouveau dossier."), "success")
    return redirect(url_for("projects.proposal", public_id=made.public_id), 303)


@bp.post("/projets/rapprochements/<public_id>/decliner")
@door("merger.answer", load=queries.merger_by_public_id)
def decline(found: Merger) -> ResponseReturnValue:
    """Say no, and why."""
    form = forms.DeclineForm()
    if form.validate_on_submit():
        with shown_on(form):
            services.decline(found, form.reason.data, by=g.actor)
            return _done(found, _("Vous avez décliné : les deux projets continuent chacun de leur côté."))
    return _page(found, form)


@bp.post("/projets/rapprochements/<public_id>/retirer")
@door("merger.withdraw", load=queries.merger_by_public_id)
def withdraw(found: Merger) -> ResponseReturnValue:
    """Take the question back."""
    services.withdraw(found, by=g.actor)
    return _done(found, _("Votre proposition est retirée."))


def _done(found: Merger, sentence: str) -> ResponseReturnValue:
    db.session.commit()
    flash(sentence, "success")
    return redirect(url_for("pairings.merger", public_id=found.public_id), 303)


def _page(found: Merger, form: Any) -> ResponseReturnValue:
    return render_template("pairings/merger.html", merger=found, form=form), 422 if form.errors else 200
