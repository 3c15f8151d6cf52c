"""A place in a team, offered by mail or by a link, taken or taken back."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.extensions import db
from app.core.forms import shown_on
from app.core.policy import door
from app.projects.models import MemberRole, Project
from app.projects.queries import project_by_public_id
from app.teams import forms, queries, services
from app.teams.models import TeamInvitation
from app.teams.views import bp, to_team
from app.teams.views.team import team_page


@bp.post("/<public_id>/inviter")
@door("team.invite", load=project_by_public_id)
def invite(project: Project) -> ResponseReturnValue:
    """Offer a place by mail."""
    form = forms.InviteForm(prefix="invite-")
    if form.validate_on_submit():
        with shown_on(form):
            services.invite(project, form.email.data, MemberRole(form.role.data), by=g.actor)
            db.session.commit()
            return to_team(project, _("L’invitation part à l’adresse indiquée. Elle est valable sept jours."))
    return team_page(project, invite=form)


@bp.post("/<public_id>/lien")
@door("team.invite", load=project_by_public_id)
def make_link(project: Project) -> ResponseReturnValue:
    """Make a link to pass on."""
    form = forms.LinkForm(prefix="link-")
    if form.validate_on_submit():
        with shown_on(form):
            role, most, days = MemberRole(form.role.data), form.most.data, form.days.data
            services.make_link(project, role, most, days, by=g.actor)
            db.session.commit()
            return to_team(project, _("Le lien est prêt : copiez-le et donnez-le à qui doit vous rejoindre."))
    return team_page(project, link=form)


@bp.post("/invitations/<public_id>/retirer")
@door("team.revoke", load=queries.team_invitation_by_public_id)
def revoke(invitation: TeamInvitation) -> ResponseReturnValue:
    """Take an invitation back."""
    services.revoke(invitation, by=g.actor)
    db.session.commit()
    return to_team(invitation.project, _("L’invitation est retirée : son lien n’ouvre plus rien."))


@bp.get("/invitation/<token>")
@door("team_invitation.see", load=queries.team_invitation_by_token)
def invitation(invitation: TeamInvitation) -> ResponseReturnValue:
    """What is offered; opening the link decides nothing."""
    is_in = g.actor is not None and g.actor.id in invitation.project.team_ids
    is_elsewhere = g.actor is not None and bool(invitation.email) and g.actor.email != invitation.email
    return render_template("teams/invitation.html", invitation=invitation, is_in=is_in, is_elsewhere=is_elsewhere)


@bp.post("/invitation/<token>")
@door("team_invitation.accept", load=queries.team_invitation_by_token)
def accept(invitation: TeamInvitation) -> ResponseReturnValue:
    """Join the team."""
    services.accept_invitation(invitation, by=g.actor)
    db.session.commit()
    flash(_("Bienvenue dans l’équipe du projet « %(title)s ».", title=invitation.project.title), "success")
    return redirect(url_for("projects.desk", public_id=invitation.project.public_id), 303)
