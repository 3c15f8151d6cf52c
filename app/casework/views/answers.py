"""Saved answers: what the team says often, to be changed before it is sent."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.casework import forms, queries, services
from app.casework.models import SavedAnswer
from app.casework.views import bp
from app.casework.views.queue import said
from app.core.extensions import db
from app.core.forms import shown_on
from app.core.policy import door
from moderation.grounds import Ground


@bp.route("/reponses", methods=["GET", "POST"])
@door("answer.save")
def answers() -> ResponseReturnValue:
    """The list, and the form of a new one."""
    form = forms.AnswerForm().offer()
    if form.validate_on_submit():
        with shown_on(form):
            services.save_answer(None, form.label.data, _ground(form), form.text.data, by=g.actor)
            db.session.commit()
            flash(_("La réponse est gardée."), "success")
            return redirect(url_for(".answers"), 303)
    page = render_template(
        "casework/answers.html", form=form, answers=queries.saved_answers(), named=forms.ground_names(), **said()
    )
    return page, 422 if form.errors else 200


@bp.route("/reponses/<public_id>", methods=["GET", "POST"])
@door("answer.save", load=queries.answer_by_public_id)
def answer(kept: SavedAnswer) -> ResponseReturnValue:
    """Change one."""
    form = forms.AnswerForm(data={name: getattr(kept, name) or "" for name in ("label", "ground", "text")}).offer()
    if form.version.data is None:
        form.version.data = kept.version
    if form.validate_on_submit():
        with shown_on(form):
            given = (form.label.data, _ground(form), form.text.data)
            services.save_answer(kept, *given, by=g.actor, version=form.version.data)
            db.session.commit()
            flash(_("La réponse est gardée."), "success")
            return redirect(url_for(".answers"), 303)
    return render_template("casework/answer.html", form=form, kept=kept, **said()), 422 if form.errors else 200


@bp.post("/reponses/<public_id>/supprimer")
@door("answer.save", load=queries.answer_by_public_id)
def forget_answer(kept: SavedAnswer) -> ResponseReturnValue:
    """Forget one."""
    services.forget_answer(kept, by=g.actor)
    db.session.commit()
    flash(_("La réponse est oubliée."), "success")
    return redirect(url_for(".answers"), 303)


def _ground(form: forms.AnswerForm) -> Ground | None:
    return Ground(form.ground.data) if form.ground.data else None
