"""Those who accompany: their list, the page of one of them, and one's own."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.models import Role
from app.core.extensions import db
from app.core.forms import shown_on
from app.core.paging import page_of
from app.core.policy import door
from app.mentoring import forms, queries, services
from app.mentoring.models import Mentor
from app.mentoring.places import places_of
from app.mentoring.views import bp
from app.rounds.themes import Theme


@bp.get("/personnes")
@door("mentoring.follow")
def people() -> ResponseReturnValue:
    """Everybody who accompanies, where, and how many projects they have."""
    page = page_of(db.session, queries.mentors(), request.args.get("page", 1, type=int))
    places = places_of([mentor.person for mentor in page.rows])
    return render_template("mentoring/people.html", page=page, places=places, me=queries.mentor_of(g.actor))


@bp.get("/personnes/<public_id>")
@door("mentor.see", load=queries.mentor_by_public_id)
def mentor(mentor: Mentor) -> ResponseReturnValue:
    """What somebody offers, as the teams read it; the projects they accompany are shown to themselves."""
    is_me = mentor.person_id == g.actor.id
    return render_template(
        "mentoring/mentor.html",
        mentor=mentor,
        places=places_of([mentor.person])[mentor.person_id],
        themes=[Theme(code).label for code in mentor.themes],
        accompanied=queries.accompanied_by(mentor) if is_me else [],
        is_me=is_me,
    )


@bp.route("/ma-page", methods=["GET", "POST"])
@door("mentor.set_out")
def set_out() -> ResponseReturnValue:
    """Write down what one offers."""
    form = forms.MentorForm(obj=queries.mentor_of(g.actor))
    if form.validate_on_submit():
        with shown_on(form):
            kept = services.set_out(
                form.presentation.data,
                form.availability.data or "",
                form.themes.data or [],
                form.capacity.data,
                is_available=form.is_available.data,
                by=g.actor,
            )
            db.session.commit()
            flash(_("Votre page est à jour : les équipes la lisent ainsi."), "success")
            return redirect(url_for(".mentor", public_id=kept.public_id), 303)
    accompanies = any(grant.role is Role.MENTOR for grant in g.actor.grants)
    page = render_template("mentoring/set_out.html", form=form, accompanies=accompanies)
    return page, 422 if form.errors else 200
