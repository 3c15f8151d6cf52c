"""The team's desk: meetings are written, announced, copied, called off; lists are kept."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core.extensions import db
from app.core.forms import shown_on
from app.core.paging import page_of
from app.core.policy import door, may
from app.events import forms, queries
from app.events.cards import card_of, hours_of, list_in_short
from app.events.models import Event, Registration
from app.events.services import meetings, registrations
from app.events.views.blueprint import bp
from app.events.views.pages import to_meeting
from app.rounds.queries import current_round

A_PAGE = 50


def _form(typed: dict[str, Any] | None = None) -> forms.EventForm:
    form = forms.EventForm(data=typed)
    form.offer(queries.possible_hosts(), queries.places())
    return form


@bp.route("/nouveau", methods=["GET", "POST"])
@door("event.create")
def create() -> ResponseReturnValue:
    """Announce a meeting in the current round, or keep it as a draft; ?copie-de= another, with its programme."""
    source = _copied()
    form = _form(forms.copied_from(source) if source else None)
    if form.validate_on_submit():
        with shown_on(form):
            draft = "draft" in request.form
            event = meetings.create_event(
                form.meeting(), round=current_round(), by=g.actor, draft=draft, copy_of=source
            )
            db.session.commit()
            kept = _("Le brouillon est gardé. Composez son programme, puis annoncez-le.")
            flash(kept if draft else _("Le rendez-vous est annoncé. Les inscriptions sont ouvertes."), "success")
            return redirect(url_for(".programme", public_id=event.public_id) if draft else to_meeting(event), 303)
    return render_template("events/edit.html", form=form, event=None, source=source), 422 if form.errors else 200


def _copied() -> Event | None:
    source = queries.event_by_public_id(request.args.get("copie-de", ""))
    return source if source is not None and may("event.manage", source) else None


@bp.route("/<public_id>/modifier", methods=["GET", "POST"])
@door("event.edit", load=queries.event_by_public_id)
def edit(event: Event) -> ResponseReturnValue:
    """Change a meeting, or move it."""
    form = _form(forms.typed_from(event))
    newer = None
    if form.validate_on_submit():
        with shown_on(form):
            meetings.edit_event(event, form.meeting(), by=g.actor, version=form.version.data)
            db.session.commit()
            flash(_("Le rendez-vous est modifié."), "success")
            return redirect(to_meeting(event), 303)
        newer = card_of(event) if form.version.data != event.version else None
        form.version.data, form.version.raw_data = event.version, None
    status = 422 if form.errors else 200
    return render_template("events/edit.html", form=form, event=event, newer=newer, source=None), status


@bp.route("/<public_id>/annoncer", methods=["POST"])
@door("event.manage", load=queries.event_by_public_id)
def announce(event: Event) -> ResponseReturnValue:
    """Let everybody see a draft."""
    meetings.announce_event(event, by=g.actor)
    db.session.commit()
    flash(_("Le rendez-vous est annoncé. Les inscriptions sont ouvertes."), "success")
    return redirect(to_meeting(event), 303)


@bp.route("/<public_id>/annuler", methods=["GET", "POST"])
@door("event.manage", load=queries.event_by_public_id)
def cancel(event: Event) -> ResponseReturnValue:
    """Call a meeting off; the reason is read by everybody registered."""
    form = forms.CancelForm()
    if form.validate_on_submit():
        with shown_on(form):
            told = meetings.cancel_event(event, form.reason.data, by=g.actor)
            db.session.commit()
            flash(
                ngettext(
                    "Le rendez-vous est annulé. Une personne est prévenue par courriel.",
                    "Le rendez-vous est annulé. %(num)s personnes sont prévenues par courriel.",
                    told,
                ),
                "success",
            )
            return redirect(to_meeting(event), 303)
    people = queries.seats_taken([event]).get(event.id, 0) + queries.count_waiting(event)
    page = render_template("events/cancel.html", event=event, form=form, people=people)
    return page, 422 if form.errors else 200


@bp.route("/<public_id>/inscriptions", methods=["GET", "POST"])
@door("event.manage", load=queries.event_by_public_id)
def registered(event: Event) -> ResponseReturnValue:
    """Who comes, who waits, what they need; write on the list somebody who has no account."""
    form = forms.ListedGuestForm()
    form.offer(event.chosen_sessions, queries.seats_free(event))
    if form.validate_on_submit():
        with shown_on(form):
            guest = registrations.register_guest(
                event, form.name.data, form.email.data or None, form.wishes(), by=g.actor
            )
            db.session.commit()
            waits = _("%(name)s est sur la liste d’attente.", name=guest.guest_name)
            flash(waits if guest.is_waiting else _("%(name)s a sa place.", name=guest.guest_name), "success")
            return redirect(url_for(".registered", public_id=event.public_id), 303)
    page = page_of(db.session, queries.listed(event), request.args.get("page", 1, type=int), A_PAGE)
    taken = queries.seats_taken([event]).get(event.id, 0)
    answer = render_template(
        "events/registered.html",
        event=event,
        form=form,
        page=page,
        in_short=list_in_short(event, taken, page.total - taken, queries.needs_at(event)),
        hours=hours_of(event),
    )
    return answer, (409 if form.form_errors else 422) if form.errors else 200


@bp.route("/<public_id>/inscriptions/<registration>/retirer", methods=["POST"])
@door("event.manage", load=queries.registration_in)
def remove(registration: Registration) -> ResponseReturnValue:
    """Take somebody off the list; they are told, and the first who waits has the seat."""
    event = registration.event
    registrations.remove(registration, by=g.actor)
    db.session.commit()
    flash(_("L’inscription est retirée. La première personne en attente a la place."), "success")
    return redirect(url_for(".registered", public_id=event.public_id), 303)
