"""The pages at the door of a meeting, a person's own code, and the certificate."""

from dataclasses import asdict
from pathlib import Path

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    g,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.attendance import codes, forms, offline, policy, queries, services  # noqa: F401  (policy registers its rules)
from app.core import clock, pdf
from app.core.errors import Refused
from app.core.extensions import db
from app.core.forms import shown_on
from app.core.policy import door
from app.events.cards import hours_of
from app.events.models import Event, Registration
from app.events.queries import event_by_public_id
from app.events.services import attendance_may_be_marked

bp = Blueprint("attendance", __name__, url_prefix="/comptoirs")


@bp.app_template_global()
def entry_square(registration: Registration) -> str:
    """The personal code of a registration as an image, for the pages of meetings."""
    return codes.square_of(registration)


@bp.app_template_global()
def entry_code(registration: Registration) -> str:
    """The short code of a registration, said aloud at the door."""
    return codes.spoken(registration)


@bp.get("/<public_id>/accueil")
@door("attendance.mark", load=event_by_public_id)
def desk(event: Event) -> ResponseReturnValue:
    """The list at the door: one tap a person; ?q= narrows it."""
    return _desk(event, forms.WalkInForm(formdata=None))


def _desk(event: Event, form: forms.WalkInForm) -> Response:
    words = request.args.get("q", "").strip()[:100]
    people = queries.awaited(event, words)
    page = render_template(
        "attendance/desk.html",
        event=event,
        hours=hours_of(event),
        people=people,
        homonyms=queries.homonyms(people),
        came=len(queries.came_to(event)),
        words=words,
        form=form,
        ready=attendance_may_be_marked(event) and not event.is_cancelled,
        until=offline.kept_until(event),
        day=clock.paris(event.starts_at).date(),
        now=clock.now(),
    )
    return make_response(page, offline.page_headers())


@bp.get("/<public_id>/presences")
@door("attendance.mark", load=event_by_public_id)
def former_list(event: Event) -> ResponseReturnValue:
    """The address the list at the door had before: there is one way to note who came."""
    return redirect(url_for(".desk", public_id=event.public_id), 301)


@bp.get("/<public_id>/hors-ligne.js")
@door("attendance.mark", load=event_by_public_id)
def worker(event: Event) -> ResponseReturnValue:
    """What answers for the list at the door of this meeting on a phone without a network."""
    script = Path(str(current_app.static_folder), "js", "attendance-worker.js").read_text("utf-8")
    return Response(script, mimetype="text/javascript", headers=offline.WORKER)


@bp.post("/<public_id>/accueil")
@door("attendance.mark", load=event_by_public_id)
def mark(event: Event) -> ResponseReturnValue:
    """One tap, without JavaScript."""
    tap = forms.TapForm().mark()
    refused = services.mark(event, [tap], by=g.actor).refused
    db.session.commit()
    for sentence in refused.values():
        flash(sentence[:1].upper() + sentence[1:], "warning")
    place = url_for(".desk", public_id=event.public_id, q=request.form.get("q") or None)
    return redirect(place if refused else f"{place}#{tap.registration}", 303)


@bp.post("/<public_id>/accueil/arrivee")
@door("attendance.mark", load=event_by_public_id)
def add_walk_in(event: Event) -> ResponseReturnValue:
    """Somebody who was on no list is there."""
    form = forms.WalkInForm()
    if form.validate_on_submit():
        with shown_on(form):
            tap = form.mark()
            if refusals := services.mark(event, [tap], by=g.actor).refused:
                raise Refused(refusals[tap.client_id], "name")
            db.session.commit()
            flash(_("%(name)s est sur la liste, et présent.", name=form.name.data), "success")
            return redirect(url_for(".desk", public_id=event.public_id), 303)
    answer = _desk(event, form)
    answer.status_code = 422
    return answer


@bp.post("/<public_id>/accueil/envoi")
@door("attendance.mark", load=event_by_public_id)
def synchronise(event: Event) -> ResponseReturnValue:
    """What a phone kept while offline; the answer says which taps it may forget, and why some count for nothing."""
    form = forms.SendingForm()
    if not form.validate_on_submit():
        return jsonify(error=[str(one) for lines in form.errors.values() for one in lines]), 422
    try:
        noted = services.mark(event, form.read, by=g.actor)
    except Refused as refusal:
        db.session.rollback()
        return jsonify(error=[str(refusal)]), 409
    db.session.commit()
    done = [one.client_id for one in form.read]
    return jsonify(done=done, **asdict(noted), here=list(queries.came_to(event)), at=clock.now().isoformat())


@bp.route("/presence/<token>", methods=["GET", "POST"])
@door("attendance.mark", load=queries.registration_by_code)
def code(registration: Registration) -> ResponseReturnValue:
    """Where a personal code leads whoever stands at the door: one button."""
    event = registration.event
    if request.method == "POST":
        tap = forms.TapForm(data={"came": registration.public_id}).mark()
        services.mark(event, [tap], by=g.actor)
        db.session.commit()
        flash(_("C’est noté : bienvenue !"), "success")
        return redirect(url_for(".code", token=codes.token_of(registration)), 303)
    return render_template(
        "attendance/code.html",
        registration=registration,
        event=event,
        hours=hours_of(event),
        ready=attendance_may_be_marked(event) and not event.is_cancelled,
    )


@bp.get("/mon-code/<public_id>")
@door("attendance.show_code", load=queries.registration_by_public_id)
def own_code(registration: Registration) -> ResponseReturnValue:
    """One's own code, large enough for the door, or to print."""
    return render_template(
        "attendance/own_code.html",
        event=registration.event,
        registration=registration,
        hours=hours_of(registration.event),
    )


@bp.get("/attestation/<public_id>")
@door("attendance.certify", load=queries.registration_by_public_id)
def certificate(registration: Registration) -> ResponseReturnValue:
    """That somebody came, for an employer, a school or an association."""
    return render_template("attendance/certificate.html", **_certified(registration))


@bp.get("/attestation/<public_id>/attestation.pdf")
@door("attendance.certify", load=queries.registration_by_public_id)
def certificate_pdf(registration: Registration) -> ResponseReturnValue:
    """The same as a document."""
    return pdf.download(pdf.draw("attendance/certificate_pdf.html", **_certified(registration)), "attestation")


def _certified(registration: Registration) -> dict[str, object]:
    event = registration.event
    return {"registration": registration, "event": event, "hours": hours_of(event), "today": clock.today()}
