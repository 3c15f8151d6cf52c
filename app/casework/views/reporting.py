"""Anybody tells the team about something; the answer is read on one's page of news, by mail, or on its own page."""

from typing import Any

from flask import flash, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.casework import contents, forms, queries, services
from app.casework.views import flags
from app.core.extensions import db
from app.core.forms import shown_on
from app.core.policy import door
from moderation.grounds import Ground


@flags.route("/<kind>/<public_id>", methods=["GET", "POST"])
@door("content.flag", load=queries.flaggable)
def report(content: Any) -> ResponseReturnValue:
    """Tell the team about something, with an account or without."""
    form = forms.FlagForm().offer(signed_in=g.actor is not None)
    back = contents.page_of(content)
    if form.validate_on_submit():
        with shown_on(form):
            address = form.email.data if form.email else ""
            services.flag(content, Ground(form.ground.data), form.words.data or "", address or "", by=g.actor)
            db.session.commit()
            flash(_("Merci : l’équipe va lire. Son auteur ne saura pas que c’est vous."), "success")
            return redirect(back, 303)
    return render_template(
        "casework/flag.html",
        title=contents.title_of(content),
        text=contents.text_of(content),
        owner=contents.owner_of(content),
        kind=contents.kind_of(content),
        form=form,
        back=back,
        action=request.path,
    ), 422 if form.errors else 200
