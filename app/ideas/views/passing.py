"""An idea passes to somebody else: offered, answered, taken back, or given by the team."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.extensions import db
from app.core.forms import shown_on
from app.core.policy import door
from app.ideas import around, forms, queries, services
from app.ideas.models import Idea, IdeaHandover
from app.ideas.views import bp


@bp.route("/<public_id>/confier", methods=["GET", "POST"])
@door("idea.offer", load=queries.idea_by_public_id)
def offer(idea: Idea) -> ResponseReturnValue:
    """Offer my idea to somebody who will carry it."""
    form = forms.OfferForm()
    if form.validate_on_submit():
        with shown_on(form):
            services.offer_idea(idea, form.email.data, by=g.actor)
            db.session.commit()
            flash(_("Un courriel est parti. L’envie reste la vôtre tant que la personne n’a pas accepté."), "success")
            return redirect(url_for(".detail", public_id=idea.public_id), 303)
    return render_template("ideas/offer.html", form=form, idea=idea, team=False), 422 if form.errors else 200


@bp.route("/<public_id>/attribuer", methods=["GET", "POST"])
@door("idea.assign", load=queries.idea_by_public_id)
def assign(idea: Idea) -> ResponseReturnValue:
    """Give an idea to somebody, for a reason."""
    form = forms.AssignForm()
    if form.validate_on_submit():
        with shown_on(form):
            services.assign_idea(idea, form.email.data, form.reason.data, by=g.actor)
            db.session.commit()
            flash(_("L’envie est confiée ; les deux personnes sont prévenues, avec la raison."), "success")
            return redirect(url_for(".detail", public_id=idea.public_id), 303)
    return render_template("ideas/offer.html", form=form, idea=idea, team=True), 422 if form.errors else 200


@bp.get("/confiees/<public_id>")
@door("idea_handover.see", load=around.idea_handover_by_public_id)
def handover(handover: IdeaHandover) -> ResponseReturnValue:
    """An idea that somebody offers me: read it, take it or not."""
    return render_template("ideas/handover.html", handover=handover, idea=handover.idea)


@bp.post("/confiees/<public_id>/accepter")
@door("idea_handover.answer", load=around.idea_handover_by_public_id)
def accept(handover: IdeaHandover) -> ResponseReturnValue:
    """It is mine now."""
    services.accept_idea(handover, by=g.actor)
    db.session.commit()
    flash(_("Cette envie est maintenant la vôtre. Bonne route !"), "success")
    return redirect(url_for(".detail", public_id=handover.idea.public_id), 303)


@bp.post("/confiees/<public_id>/decliner")
@door("idea_handover.answer", load=around.idea_handover_by_public_id)
def decline(handover: IdeaHandover) -> ResponseReturnValue:
    """No, thank you."""
    services.decline_idea(handover, by=g.actor)
    db.session.commit()
    flash(_("C’est noté : l’envie reste à la personne qui l’a écrite."), "success")
    return redirect(url_for(".handover", public_id=handover.public_id), 303)


@bp.post("/confiees/<public_id>/retirer")
@door("idea_handover.withdraw", load=around.idea_handover_by_public_id)
def withdraw_offer(handover: IdeaHandover) -> ResponseReturnValue:
    """I keep it."""
    services.withdraw_offer(handover, by=g.actor)
    db.session.commit()
    flash(_("Votre proposition est retirée : l’envie reste la vôtre."), "success")
    return redirect(url_for(".detail", public_id=handover.idea.public_id), 303)
