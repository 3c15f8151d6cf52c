"""The pages about comptoirs and workshops."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date
from flask_babel import gettext as _

from app.core import clock
from app.core.extensions import db
from app.core.forms import shown_on
from app.core.policy import door, public
from app.events import forms, ics, policy, queries, services  # noqa: F401  (policy registers its rules)
from app.events.cards import card_of, hours_of
from app.events.models import EVENT_NAMES, Event, EventKind
from app.events.views.blueprint import bp
from app.rounds.queries import current_round


@bp.route("/")
@public
def index() -> ResponseReturnValue:
    """Meetings to come by month, then the last ones; ?sorte= a kind, ?pres-de= a commune or an intercommunality."""
    kind, near = _kind_asked(), request.args.get("pres-de", "")
    coming, over = queries.upcoming(kind, near), queries.past(kind, near)
    taken = queries.seats_taken([*coming, *over])
    filters = [
        {
            "name": "sorte",
            "label": _("Sorte de rendez-vous"),
            "value": kind or "",
            "options": [("", _("Toutes")), *((k.value, str(name)) for k, name in EVENT_NAMES.items())],
        },
        {"name": "pres-de", "label": _("Près de chez vous"), "value": near, "type": "search"},
    ]
    return render_template(
        "events/index.html",
        months=_by_month(coming, taken),
        over=[card_of(e, taken) for e in over],
        filters=filters,
        count=len(coming),
        narrowed=bool(kind or near),
    )


def _kind_asked() -> EventKind | None:
    asked = request.args.get("sorte", "")
    return EventKind(asked) if asked in set(EventKind) else None


def _by_month(events: Sequence[Event], taken: dict[int, int]) -> list[tuple[str, list[dict[str, Any]]]]:
    def month(event: Event) -> str:
        return format_date(clock.paris(event.starts_at).date(), "MMMM y")

    return [
        (name.capitalize(), [card_of(event, taken) for event in group]) for name, group in groupby(events, key=month)
    ]


@bp.route("/<public_id>")
@door("event.see", load=queries.event_by_public_id)
def detail(event: Event) -> ResponseReturnValue:
    """One meeting, and the seat one has or may take."""
    left = event.seats - queries.seats_taken([event]).get(event.id, 0)
    return render_template(
        "events/detail.html",
        event=event,
        left=left,
        hours=hours_of(event),
        mine=queries.registration_of(event, g.actor),
        over=event.has_started,
    )


@bp.route("/<public_id>/comptoir.ics")
@door("event.see", load=queries.event_by_public_id)
def calendar_file(event: Event) -> ResponseReturnValue:
    """The meeting for one's own diary."""
    url = url_for(".detail", public_id=event.public_id, _external=True)
    headers = {"Content-Disposition": 'attachment; filename="comptoir.ics"'}
    return Response(ics.calendar_file(event, url), mimetype="text/calendar", headers=headers)


@bp.route("/<public_id>/inscription", methods=["POST"])
@door("event.register", load=queries.event_by_public_id)
def register(event: Event) -> ResponseReturnValue:
    """Take a seat."""
    services.register(event, by=g.actor)
    db.session.commit()
    flash(_("Votre place est gardée. Un courriel vous le confirme, avec l’adresse et l’heure."), "success")
    return redirect(url_for(".detail", public_id=event.public_id), 303)


@bp.route("/<public_id>/desinscription", methods=["POST"])
@door("event.unregister", load=queries.event_by_public_id)
def unregister(event: Event) -> ResponseReturnValue:
    """Give the seat back."""
    services.unregister(event, by=g.actor)
    db.session.commit()
    flash(_("Votre place est rendue. Merci de l’avoir dit : quelqu’un d’autre peut la prendre."), "success")
    return redirect(url_for(".detail", public_id=event.public_id), 303)


@bp.route("/nouveau", methods=["GET", "POST"])
@door("event.create")
def create() -> ResponseReturnValue:
    """Announce a meeting in the current round."""
    form = forms.EventForm()
    if form.validate_on_submit():
        with shown_on(form):
            event = services.create_event(form.meeting(), round=current_round(), by=g.actor)
            db.session.commit()
            flash(_("Le rendez-vous est annoncé. Les inscriptions sont ouvertes."), "success")
            return redirect(url_for(".detail", public_id=event.public_id), 303)
    return render_template("events/edit.html", form=form, event=None), 422 if form.errors else 200


@bp.route("/<public_id>/modifier", methods=["GET", "POST"])
@door("event.manage", load=queries.event_by_public_id)
def edit(event: Event) -> ResponseReturnValue:
    """Change a meeting."""
    form = forms.EventForm(data=forms.typed_from(event))
    newer = None
    if form.validate_on_submit():
        with shown_on(form):
            services.edit_event(event, form.meeting(), by=g.actor, version=form.version.data)
            db.session.commit()
            flash(_("Le rendez-vous est modifié."), "success")
            return redirect(url_for(".detail", public_id=event.public_id), 303)
        newer = card_of(event) if form.version.data != event.version else None
        form.version.data, form.version.raw_data = event.version, None
    return render_template("events/edit.html", form=form, event=event, newer=newer), 422 if form.errors else 200


@bp.route("/<public_id>/presences", methods=["GET", "POST"])
@door("event.manage", load=queries.event_by_public_id)
def attendance(event: Event) -> ResponseReturnValue:
    """Who is registered, and who came."""
    if request.method == "POST":
        came = services.mark_attendance(event, set(request.form.getlist("present")), by=g.actor)
        db.session.commit()
        flash(_("Les présences sont enregistrées : %(count)s personnes sont venues.", count=came), "success")
        return redirect(url_for(".attendance", public_id=event.public_id), 303)
    return render_template(
        "events/attendance.html",
        event=event,
        registrations=queries.registrations_of(event),
        hours=hours_of(event),
        ready=services.attendance_may_be_marked(event),
    )
