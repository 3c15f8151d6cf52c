"""Who came."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.extensions import db
from app.core.policy import door
from app.events import queries
from app.events.cards import hours_of
from app.events.models import Event
from app.events.services.attendance import attendance_may_be_marked, mark_attendance
from app.events.views.blueprint import bp


@bp.route("/<public_id>/presences", methods=["GET", "POST"])
@door("event.manage", load=queries.event_by_public_id)
def attendance(event: Event) -> ResponseReturnValue:
    """Who is registered, and who came."""
    if request.method == "POST":
        came = mark_attendance(event, set(request.form.getlist("present")), by=g.actor)
        db.session.commit()
        flash(_("Les présences sont enregistrées : %(count)s personnes sont venues.", count=came), "success")
        return redirect(url_for(".attendance", public_id=event.public_id), 303)
    return render_template(
        "events/attendance.html",
        event=event,
        registrations=queries.registrations_of(event),
        hours=hours_of(event),
        ready=attendance_may_be_marked(event),
    )
