"""The project confided to somebody of the team: offered, read, accepted, declined, taken back."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.extensions import db
from app.core.forms import shown_on
from app.core.policy import door
from app.projects.models import Project
from app.projects.queries import project_by_public_id
from app.teams import forms, queries, services
from app.teams.models import Handover
from app.teams.views import bp, to_team
from app.teams.views.team import team_page


@bp.post("/<public_id>/confier")
@door("handover.offer", load=project_by_public_id)
def offer(project: Project) -> ResponseReturnValue:
    """Propose the project to a member."""
    form = forms.HandoverForm(prefix="handover-")
    form.offer_to(project)
    if form.validate_on_submit():
        with shown_on(form):
            to = next(m.person for m in project.members if m.person.public_id == form.to.data)
            services.offer_handover(project, to, form.message.data or "", by=g.actor)
            db.session.commit()
            return to_team(project, _("%(name)s reçoit votre proposition. Rien ne change d’ici là.", name=to.name))
    return team_page(project, handover=form)


@bp.get("/passage/<public_id>")
@door("handover.see", load=queries.handover_by_public_id)
def handover(handover: Handover) -> ResponseReturnValue:
    """What is proposed, and what accepting means."""
    return render_template("teams/handover.html", handover=handover)


@bp.post("/passage/<public_id>/accepter")
@door("handover.accept", load=queries.handover_by_public_id)
def accept_handover(handover: Handover) -> ResponseReturnValue:
    """Become the holder."""
    services.accept_handover(handover, by=g.actor)
    db.session.commit()
    return to_team(handover.project, _("Vous portez ce projet. La personne qui le portait reste dans l’équipe."))


@bp.post("/passage/<public_id>/decliner")
@door("handover.decline", load=queries.handover_by_public_id)
def decline_handover(handover: Handover) -> ResponseReturnValue:
    """Say no."""
    services.decline_handover(handover, by=g.actor)
    db.session.commit()
    flash(_("C’est noté : rien ne change, la personne est prévenue."), "success")
    return redirect(url_for("teams.handover", public_id=handover.public_id), 303)


@bp.post("/passage/<public_id>/retirer")
@door("handover.withdraw", load=queries.handover_by_public_id)
def withdraw_handover(handover: Handover) -> ResponseReturnValue:
    """Take the offer back."""
    services.withdraw_handover(handover, by=g.actor)
    db.session.commit()
    return to_team(handover.project, _("La proposition est retirée."))
