"""Anybody tells the team about something; the answer is read on one's page of news, by mail, or on its own page."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.casework import contents, forms, queries, services
from app.casework.models import OUTCOME_NAMES, Flag
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
            kept = services.flag(content, Ground(form.ground.data), form.words.data or "", address or "", by=g.actor)
            db.session.commit()
            flash(_("Merci : l’équipe va lire. Son auteur ne saura pas que c’est vous."), "success")
            return redirect(url_for(".followed", public_id=kept.public_id), 303)
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


@flags.get("/suivi/<public_id>")
@door("flag.follow", load=queries.flag_by_public_id)
def followed(kept: Flag) -> ResponseReturnValue:
    """Where a report stands: its address is known to who made it alone, and names nobody."""
    content = contents.judged(kept.case)
    return render_template(
        "casework/followed.html",
        flag=kept,
        ground=forms.ground_names()[kept.ground],
        outcome=OUTCOME_NAMES.get(kept.outcome) if kept.outcome else None,
        back=contents.page_of(content) if content is not None and contents.is_shown(content) else None,
    )
