"""The team reads two ideas that say the same: one page for both, or two again."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.errors import Refused
from app.core.extensions import db
from app.core.forms import shown_on
from app.core.policy import door
from app.ideas import around, forms, queries, services
from app.ideas.models import Idea
from app.ideas.views import bp


@bp.route("/<public_id>/reunir", methods=["GET", "POST"])
@door("idea.merge", load=queries.idea_by_public_id)
def merge(idea: Idea) -> ResponseReturnValue:
    """Choose the idea that speaks for both."""
    form = forms.MergeForm(data={"into": request.args.get("dans", "")})
    if form.validate_on_submit():
        with shown_on(form):
            into = queries.idea_by_public_id(form.asked)
            if into is None:
                raise Refused(_("Aucune envie n’a cette adresse : ouvrez sa page et copiez l’adresse entière."), "into")
            services.merge_idea(idea, into, form.reason.data, by=g.actor)
            db.session.commit()
            flash(_("Les deux envies n’en font plus qu’une ; leurs auteurs sont prévenus."), "success")
            return redirect(url_for(".detail", public_id=into.public_id), 303)
    alike = around.similar_ideas(idea.title, idea.round, idea, limit=6)
    return render_template("ideas/merge.html", form=form, idea=idea, alike=alike), 422 if form.errors else 200


@bp.route("/<public_id>/separer", methods=["GET", "POST"])
@door("idea.split", load=queries.idea_by_public_id)
def split(idea: Idea) -> ResponseReturnValue:
    """Give a merged idea its page again."""
    form = forms.SplitForm()
    if form.validate_on_submit():
        with shown_on(form):
            services.split_idea(idea, form.reason.data, by=g.actor)
            db.session.commit()
            flash(_("Cette envie a de nouveau sa page ; les auteurs sont prévenus."), "success")
            return redirect(url_for(".detail", public_id=idea.public_id), 303)
    return render_template("ideas/split.html", form=form, idea=idea), 422 if form.errors else 200
