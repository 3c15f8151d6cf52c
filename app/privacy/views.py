"""The public page of what is kept about people, and everybody's page of their own data."""

import io

from flask import Blueprint, flash, g, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core import clock
from app.core.extensions import db
from app.core.forms import shown_on
from app.core.policy import door, public
from app.core.privacy import BASIS_NAMES
from app.core.text import day
from app.privacy import forms, policy, queries, services  # noqa: F401  (policy registers its rules)

bp = Blueprint("privacy", __name__)


@bp.get("/donnees-personnelles")
@public
def register() -> ResponseReturnValue:
    """What is kept about people, why, how long, and what they may ask: from the register of data."""
    return render_template("privacy/register.html", entries=queries.entries(), basis_names=BASIS_NAMES)


@bp.get("/compte/mes-donnees")
@door("personal_data.see")
def mine() -> ResponseReturnValue:
    """My data: take it along, correct it, leave."""
    return render_template("privacy/mine.html", departure=queries.departure_of(g.actor))


@bp.post("/compte/mes-donnees/export")
@door("personal_data.export")
def export() -> ResponseReturnValue:
    """Everything about me in one file."""
    packed = services.export_data(by=g.actor)
    db.session.commit()
    name = f"mes-donnees-{clock.today():%Y-%m-%d}.zip"
    answer = send_file(io.BytesIO(packed), "application/zip", as_attachment=True, download_name=name)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.route("/compte/mes-donnees/partir", methods=["GET", "POST"])
@door("personal_data.erase")
def leave() -> ResponseReturnValue:
    """What goes, what stays and why; then ask for it."""
    form = forms.LeaveForm()
    if form.validate_on_submit():
        with shown_on(form):
            departure = services.ask_to_leave(form.email.data, by=g.actor)
            db.session.commit()
            flash(_("C’est noté : vos données seront effacées le %(day)s.", day=day(departure.due_at)), "success")
            return redirect(url_for(".mine"), 303)
    own, rest = queries.what_leaving_does(g.actor)
    return render_template(
        "privacy/leave.html", form=form, mine=own, rest=rest, first=queries.obstacles(g.actor)
    ), 422 if form.errors else 200


@bp.post("/compte/mes-donnees/rester")
@door("personal_data.keep")
def stay() -> ResponseReturnValue:
    """Change my mind."""
    services.stay(by=g.actor)
    db.session.commit()
    flash(_("Votre compte reste ouvert. Rien n’a été effacé."), "success")
    return redirect(url_for(".mine"), 303)
