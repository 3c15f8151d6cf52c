"""Who is in a team: the list, a role changed, somebody removed, oneself gone."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from app.core.errors import Refused
from app.core.extensions import db
from app.core.links import full_address
from app.core.policy import door
from app.projects.models import Member, MemberRole, Project
from app.projects.queries import project_by_public_id
from app.teams import forms, queries, services
from app.teams.models import TeamInvitation
from app.teams.views import bp, to_team


@bp.get("/<public_id>")
@door("team.see", load=project_by_public_id)
def team(project: Project) -> ResponseReturnValue:
    """Who is in it, who may still come, and what the holder can do."""
    return team_page(project)


def team_page(project: Project, **given: FlaskForm) -> ResponseReturnValue:
    """The page of the team, with the form that must be corrected when there is one."""
    handover = forms.HandoverForm(formdata=None, prefix="handover-")
    handover.offer_to(project)
    used = {
        "invite": forms.InviteForm(formdata=None, prefix="invite-"),
        "link": forms.LinkForm(formdata=None, prefix="link-"),
        "handover": handover,
        **given,
    }
    invitations = queries.open_invitations(project)
    page = render_template(
        "teams/team.html",
        project=project,
        invitations=invitations,
        offered=queries.offered_handover(project),
        links={each.public_id: _address(each) for each in invitations},
        wrong=next((form for form in given.values() if form.errors), None),
        **used,
    )
    return page, 422 if given else 200


def _address(invitation: TeamInvitation) -> str:
    return full_address(url_for("teams.invitation", token=queries.token_of(invitation)))


@bp.post("/membres/<public_id>/role")
@door("team.change", load=queries.member_by_public_id)
def change(member: Member) -> ResponseReturnValue:
    """Let somebody write, or only read."""
    form = forms.RoleForm()
    if not form.validate_on_submit():
        raise Refused(_("Dites ce que la personne pourra faire."))
    services.change_role(member, MemberRole(form.role.data), by=g.actor)
    db.session.commit()
    return to_team(
        member.project,
        _("C’est changé pour %(name)s : %(role)s.", name=member.person.name, role=member.role_name.lower()),
    )


@bp.post("/membres/<public_id>/retirer")
@door("team.remove", load=queries.member_by_public_id)
def remove(member: Member) -> ResponseReturnValue:
    """Take somebody out of the team."""
    project, name = member.project, member.person.name
    services.remove(member, by=g.actor)
    db.session.commit()
    return to_team(project, _("%(name)s ne fait plus partie de l’équipe.", name=name))


@bp.post("/<public_id>/quitter")
@door("team.leave", load=project_by_public_id)
def leave(project: Project) -> ResponseReturnValue:
    """Quit the team."""
    services.leave(project, by=g.actor)
    db.session.commit()
    flash(_("Vous avez quitté l’équipe du projet « %(title)s ».", title=project.title), "success")
    return redirect(url_for("projects.index"), 303)
