"""What people do to come: take a seat, change what they chose, give it back; and their own list."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.extensions import db
from app.core.forms import shown_on
from app.core.policy import door
from app.events import forms, queries
from app.events.cards import card_of, hours_of
from app.events.links import feed_address
from app.events.models import Event, Registration
from app.events.services import feeds, registrations, seating
from app.events.services.wishes import wishes_of
from app.events.views.blueprint import bp
from app.events.views.pages import to_meeting


@bp.route("/<public_id>/inscription", methods=["GET", "POST"])
@door("event.register", load=queries.event_by_public_id)
def register(event: Event) -> ResponseReturnValue:
    """Take a seat, or change the ateliers and the needs of the one taken."""
    mine, form = queries.registration_of(event, g.actor), forms.RegistrationForm()
    offer_sessions(form, event, mine)
    if mine and not form.is_submitted():
        form.fill(wishes_of(mine))
    if form.validate_on_submit():
        with shown_on(form):
            _write(event, mine, form)
            db.session.commit()
            return redirect(to_meeting(event), 303)
    status = (409 if form.form_errors else 422) if form.errors else 200
    return shown_form(event, form, mine), status


def offer_sessions(form: forms.RegistrationForm, event: Event, mine: Registration | None) -> None:
    """List the ateliers, with the seats this person may take in them."""
    left = event.seats - queries.seats_taken([event]).get(event.id, 0)
    seated = mine is not None and not mine.is_waiting
    form.offer(event.chosen_sessions, queries.seats_free(event) if seated else queries.seats_offered(event, left))


def shown_form(event: Event, form: forms.RegistrationForm, mine: Registration | None) -> str:
    """The page of the form; when nobody can register any more it says so instead, before anything is typed."""
    closed = registrations.why_closed(event, mine)
    return render_template(
        "events/register.html",
        event=event,
        form=form,
        mine=mine,
        hours=hours_of(event),
        rank=0 if mine or closed else seating.next_rank(event),
        closed="" if form.errors else closed,
    )


def _write(event: Event, mine: Registration | None, form: forms.RegistrationForm) -> None:
    if mine:
        registrations.change_registration(mine, form.wishes(), by=g.actor)
        flash(_("Vos choix sont enregistrés."), "success")
        return
    registration = registrations.register(event, form.wishes(), by=g.actor)
    if registration.is_waiting:
        flash(_("Vous êtes sur la liste d’attente. Nous vous écrivons dès qu’une place est à vous."), "success")
    else:
        flash(_("Votre place est gardée. Un courriel vous le confirme, avec l’adresse et l’heure."), "success")


@bp.route("/<public_id>/desinscription", methods=["POST"])
@door("event.unregister", load=queries.event_by_public_id)
def unregister(event: Event) -> ResponseReturnValue:
    """Give the seat back."""
    registrations.unregister(event, by=g.actor)
    db.session.commit()
    flash(_("Votre place est rendue. Merci de l’avoir dit : quelqu’un d’autre peut la prendre."), "success")
    return redirect(to_meeting(event), 303)


@bp.route("/mes-inscriptions")
@door("event.follow")
def mine() -> ResponseReturnValue:
    """One's own meetings, and the secret address that shows them in a diary."""
    found = queries.coming_registrations_of(g.actor)
    feed = queries.feed_of(g.actor)
    return render_template(
        "events/mine.html",
        seats=[card_of(one.event) for one in found if not one.is_waiting and not one.event.is_cancelled],
        waiting=[card_of(one.event) for one in found if one.is_waiting and not one.event.is_cancelled],
        cancelled=[card_of(one.event) for one in found if one.event.is_cancelled],
        past=queries.past_registrations_of(g.actor),
        feed=feed_address(feed) if feed else None,
    )


@bp.route("/mes-inscriptions/agenda", methods=["POST"])
@door("event.follow")
def renew_feed() -> ResponseReturnValue:
    """Make the secret address, or another one."""
    feeds.renew_feed(by=g.actor)
    db.session.commit()
    flash(_("L’adresse de votre agenda est prête. Gardez-la pour vous : elle s’ouvre sans mot de passe."), "success")
    return redirect(url_for(".mine"), 303)


@bp.route("/mes-inscriptions/agenda/fermer", methods=["POST"])
@door("event.follow")
def stop_feed() -> ResponseReturnValue:
    """Close the secret address."""
    feeds.stop_feed(by=g.actor)
    db.session.commit()
    flash(_("L’adresse de votre agenda n’ouvre plus rien."), "success")
    return redirect(url_for(".mine"), 303)
