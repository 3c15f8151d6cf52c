"""The team composes the programme of a meeting."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core.errors import Refused
from app.core.extensions import db
from app.core.forms import shown_on
from app.core.policy import door
from app.events import forms, queries
from app.events.cards import hours_of, programme_of
from app.events.models import Event, EventSession
from app.events.services import programme as services
from app.events.views.blueprint import bp


@bp.route("/<public_id>/programme", methods=["GET", "POST"])
@door("event.edit", load=queries.event_by_public_id)
def programme(event: Event) -> ResponseReturnValue:
    """The parts of the meeting, and the form that adds one."""
    form = forms.SessionForm()
    if form.validate_on_submit():
        with shown_on(form):
            session = services.add_session(event, form.part(event), by=g.actor)
            db.session.commit()
            flash(_("« %(title)s » est au programme.", title=session.title), "success")
            return redirect(url_for(".programme", public_id=event.public_id), 303)
    parts = programme_of(event, queries.seats_free(event))
    page = render_template("events/programme.html", event=event, form=form, parts=parts, hours=hours_of(event))
    return page, 422 if form.errors else 200


@bp.route("/<public_id>/programme/<session>", methods=["GET", "POST"])
@door("event.edit", load=queries.session_by_public_id)
def edit_session(session: EventSession) -> ResponseReturnValue:
    """Change a part of the programme."""
    event, form = session.event, forms.SessionForm(data=forms.session_typed_from(session))
    if form.validate_on_submit():
        with shown_on(form):
            services.edit_session(session, form.part(event), by=g.actor)
            db.session.commit()
            flash(_("« %(title)s » est modifié.", title=session.title), "success")
            return redirect(url_for(".programme", public_id=event.public_id), 303)
    page = render_template("events/session.html", event=event, session=session, form=form)
    return page, 422 if form.errors else 200


@bp.route("/<public_id>/programme/<session>/annuler", methods=["GET", "POST"])
@door("event.edit", load=queries.session_by_public_id)
def cancel_session(session: EventSession) -> ResponseReturnValue:
    """Call one part off; the reason is read by everybody who chose it."""
    event, form = session.event, forms.CancelForm()
    if form.validate_on_submit():
        with shown_on(form):
            told = services.cancel_session(session, form.reason.data, by=g.actor)
            db.session.commit()
            flash(
                ngettext(
                    "« %(title)s » est annulé. Une personne est prévenue par courriel.",
                    "« %(title)s » est annulé. %(num)s personnes sont prévenues par courriel.",
                    told,
                    title=session.title,
                )
                if told
                else _("« %(title)s » est annulé.", title=session.title),
                "success",
            )
            return redirect(url_for(".programme", public_id=event.public_id), 303)
    people = queries.count_choices(session)
    page = render_template("events/cancel_session.html", event=event, session=session, form=form, people=people)
    return page, 422 if form.errors else 200


@bp.route("/<public_id>/programme/<session>/retirer", methods=["POST"])
@door("event.edit", load=queries.session_by_public_id)
def remove_session(session: EventSession) -> ResponseReturnValue:
    """Take a part away that nobody chose."""
    event, public_id = session.event, session.public_id
    try:
        services.remove_session(session, by=g.actor)
        db.session.commit()
        flash(_("Cette partie n’est plus au programme."), "success")
    except Refused as refusal:  # back where it can be called off instead
        db.session.rollback()
        flash(str(refusal), "warning")
        return redirect(url_for(".edit_session", public_id=event.public_id, session=public_id), 303)
    return redirect(url_for(".programme", public_id=event.public_id), 303)
