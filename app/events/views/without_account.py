"""What somebody without an account does: ask for a seat, confirm it, give it back by the address of a mail."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.extensions import db
from app.core.forms import shown_on
from app.core.links import sign
from app.core.policy import door
from app.events import forms, queries
from app.events.cards import hours_of
from app.events.links import PLACE
from app.events.models import Event, GuestRequest, Registration
from app.events.services import guests, registrations
from app.events.views.blueprint import bp
from app.events.views.registering import offer_sessions, shown_form


@bp.route("/<public_id>/inscription-sans-compte", methods=["GET", "POST"])
@door("event.ask_for_a_seat", load=queries.event_by_public_id)
def ask(event: Event) -> ResponseReturnValue:
    """Ask for a seat with a name and an address."""
    form = forms.GuestForm()
    offer_sessions(form, event, None)
    if form.validate_on_submit():
        with shown_on(form):
            guests.ask_for_a_seat(event, form.name.data, form.email.data, form.wishes())
            db.session.commit()
            return render_template("events/asked.html", event=event, email=form.email.data)
    status = (409 if form.form_errors else 422) if form.errors else 200
    return shown_form(event, form, None), status


@bp.route("/confirmer/<token>", methods=["GET", "POST"])
@door("event.confirm_seat", load=guests.asked_by_token)
def confirm(asked: GuestRequest | Registration) -> ResponseReturnValue:
    """The link of the mail: a button takes the seat (programmes that read mails open links, they press no button).

    Opened again later, it shows the seat it took.
    """
    if isinstance(asked, Registration):
        return redirect(_to_place(asked), 303)
    event = asked.event
    if request.method == "POST":
        registration = guests.confirm_seat(asked)
        db.session.commit()
        kept = _("Votre place est gardée. Un courriel vous le confirme, avec l’adresse et l’heure.")
        waits = _("Vous êtes sur la liste d’attente. Nous vous écrivons dès qu’une place est à vous.")
        flash(waits if registration.is_waiting else kept, "success")
        return redirect(_to_place(registration), 303)
    return render_template("events/confirm.html", event=event, asked=asked, hours=hours_of(event))


def _to_place(registration: Registration) -> str:
    """The page of one's seat, without signing in."""
    return url_for(".my_place", token=sign(PLACE, registration.public_id))


@bp.route("/ma-place/<token>", methods=["GET", "POST"])
@door("event.give_back", load=queries.registration_by_token)
def my_place(registration: Registration) -> ResponseReturnValue:
    """The signed address of a mail: give the seat back without signing in."""
    event = registration.event
    if request.method == "POST":
        registrations.give_back(registration, by=None)
        db.session.commit()
        flash(_("Votre place est rendue. Merci de l’avoir dit : quelqu’un d’autre peut la prendre."), "success")
        return redirect(url_for(".detail", public_id=event.public_id), 303)
    rank = queries.rank_of(registration) if registration.is_waiting else 0
    return render_template(
        "events/my_place.html", event=event, registration=registration, rank=rank, hours=hours_of(event)
    )
