"""The team describes the places where people meet."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.extensions import db
from app.core.forms import shown_on
from app.core.policy import door
from app.events import forms, queries
from app.events.models import Place
from app.events.services import places as services
from app.events.views.blueprint import bp


@bp.route("/lieux", methods=["GET", "POST"])
@door("place.manage")
def places() -> ResponseReturnValue:
    """The places, and the form that adds one."""
    form = forms.PlaceForm()
    if form.validate_on_submit():
        with shown_on(form):
            services.create_place(form.spot(), by=g.actor)
            db.session.commit()
            flash(_("Le lieu est gardé : on peut le choisir pour un rendez-vous."), "success")
            return redirect(url_for(".places"), 303)
    return render_template("events/places.html", form=form, places=queries.places()), 422 if form.errors else 200


@bp.route("/lieux/<public_id>", methods=["GET", "POST"])
@door("place.manage", load=queries.place_by_public_id)
def edit_place(place: Place) -> ResponseReturnValue:
    """Describe a place anew."""
    form = forms.PlaceForm(data=forms.place_typed_from(place))
    if form.validate_on_submit():
        with shown_on(form):
            services.edit_place(place, form.spot(), by=g.actor, version=form.version.data)
            db.session.commit()
            flash(_("Le lieu est modifié, sur toutes les pages où il paraît."), "success")
            return redirect(url_for(".places"), 303)
        form.version.data, form.version.raw_data = place.version, None
    return render_template("events/place.html", form=form, place=place), 422 if form.errors else 200
