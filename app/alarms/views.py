"""Somebody is in danger: the page for everybody, and the line that the team leaves on a case."""

from collections.abc import Sequence

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from app.alarms import forms, policy, queries, services  # noqa: F401  (policy registers its rules)
from app.alarms.models import Alert, Authority
from app.casework.models import Case
from app.casework.queries import kept_case
from app.core.extensions import db
from app.core.forms import shown_on
from app.core.policy import door, public
from moderation.danger import LINES

bp = Blueprint("alarms", __name__)


@bp.app_template_global()
def alerts_about(case: Case) -> Sequence[Alert]:
    """Which authorities were told about a case, for its page."""
    return queries.alerts_about(case)


@bp.get("/danger")
@public
def danger() -> ResponseReturnValue:
    """What to do now, and whom to call: this site is no emergency service."""
    return render_template("alarms/danger.html", lines=LINES, language=str(get_locale()))


@bp.route("/moderation/<public_id>/autorites", methods=["GET", "POST"])
@door("case.alert", load=kept_case)
def alert(case: Case) -> ResponseReturnValue:
    """Write down that an authority was told about a case."""
    form = forms.AlertForm()
    if form.validate_on_submit():
        with shown_on(form):
            services.alert(case, Authority(form.authority.data), form.note.data or "", by=g.actor)
            db.session.commit()
            flash(_("C’est noté, avec l’heure et votre nom. La suite : décidez du contenu."), "success")
            return redirect(url_for("casework.case", public_id=case.public_id), 303)
    page = render_template("alarms/alert.html", case=case, form=form, lines=LINES, language=str(get_locale()))
    return page, 422 if form.errors else 200
