"""People come into a team by an invitation, change role in it, leave it or are removed. Its holder stays."""

from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Person
from app.accounts.queries import normal_email
from app.core import audit, clock
from app.core.errors import Refused
from app.core.extensions import db
from app.projects.models import Member, MemberRole, Project
from app.teams import queries
from app.teams.arrivals import arrive
from app.teams.letters import tell_invited, tell_of_arrival, tell_of_departure
from app.teams.models import MOST_USES, TeamInvitation
from app.teams.services.handing_over import hold, withdraw_offer_to

MOST_OPEN = 20  # invitations of one project with which somebody may still join
MOST_A_DAY = 40  # made for one project in a day, revoked or not: nobody floods addresses from here
MOST_MEMBERS = 60
DAYS = (1, 7, 30)  # how long one may hold


def invite(project: Project, email: str, role: MemberRole, days: int = 7, *, by: Person) -> TeamInvitation:
    """Offer a place by mail; an earlier offer to the same address is revoked. Raises Refused past the limits."""
    email = normal_email(email)
    hold(project)
    if email == project.holder.email or any(member.person.email == email for member in project.members):
        raise Refused(_("Cette personne est déjà dans l’équipe."), "email")
    for earlier in queries.open_invitations(project):
        if earlier.email == email:
            revoke(earlier, by=by)
    _forget_expired(project, email)
    invitation = _keep(TeamInvitation(project=project, email=email, role=role), days, by)
    tell_invited(invitation, by=by)
    return invitation


def make_link(project: Project, role: MemberRole, most: int = 1, days: int = 7, *, by: Person) -> TeamInvitation:
    """Make a link that brings in `most` people at most. Raises Refused past the limits."""
    hold(project)
    return _keep(TeamInvitation(project=project, role=role, most=min(max(most, 1), MOST_USES)), days, by)


def _forget_expired(project: Project, email: str) -> None:
    """An expired offer to the same address makes room for the new one (one waits at a time)."""
    same = (TeamInvitation.project_id == project.id, TeamInvitation.email == email, TeamInvitation.used == 0)
    expired = update(TeamInvitation).where(*same, TeamInvitation.revoked_at.is_(None))
    db.session.execute(expired.values(revoked_at=clock.now()))


def _keep(invitation: TeamInvitation, days: int, by: Person) -> TeamInvitation:
    project = invitation.project
    today = select(func.count()).where(
        TeamInvitation.project_id == project.id, TeamInvitation.sent_at > clock.now() - timedelta(days=1)
    )
    with db.session.no_autoflush:
        many = len(queries.open_invitations(project)) >= MOST_OPEN or (db.session.scalar(today) or 0) >= MOST_A_DAY
    if many:
        raise Refused(_("Beaucoup d’invitations attendent déjà : retirez-en, ou patientez jusqu’à demain."))
    invitation.sent_by, invitation.expires_at = by, clock.now() + timedelta(days=days)
    db.session.add(invitation)
    db.session.flush()
    facts = {"project": project.public_id, "role": invitation.role, "most": invitation.most}
    audit.record("team.invite", invitation, by=by, by_mail=invitation.email is not None, **facts)
    return invitation


def revoke(invitation: TeamInvitation, *, by: Person) -> None:
    """Take an invitation back: its link opens nothing any more."""
    if invitation.revoked_at is None:
        invitation.revoked_at = clock.now()
        audit.record("team.revoke", invitation, by=by, project=invitation.project.public_id)
        db.session.flush()


def accept_invitation(invitation: TeamInvitation, *, by: Person) -> Member:
    """Join the team. Raises Refused for who is in it, for another address than the one invited, or too late."""
    project = invitation.project
    hold(project)
    db.session.refresh(invitation, with_for_update={"of": TeamInvitation})
    if by.id in project.team_ids:
        raise Refused(_("Vous êtes déjà dans l’équipe de ce projet."))
    if not invitation.is_open:
        raise Refused(_("Cette invitation a expiré, a été retirée ou a déjà servi : demandez-en une nouvelle."))
    if invitation.email and by.email != invitation.email:
        raise Refused(
            _("Cette invitation a été envoyée à une autre adresse : connectez-vous avec le compte de celle-ci.")
        )
    if len(project.members) >= MOST_MEMBERS:
        raise Refused(_("L’équipe est au complet : soixante personnes au plus."))
    invitation.used += 1
    member = Member(project_id=project.id, person=by, role=invitation.role)
    try:
        with db.session.begin_nested():
            db.session.add(member)
    except IntegrityError:
        raise Refused(_("Vous êtes déjà dans l’équipe de ce projet.")) from None
    db.session.expire(project, ["members"])
    audit.record("team.join", member, by=by, project=project.public_id, role=member.role)
    tell_of_arrival(project, by)
    arrive(project, by)
    return member


def change_role(member: Member, role: MemberRole, *, by: Person) -> None:
    """Let somebody write, or only read."""
    before, member.role = member.role, role
    audit.record("team.change", member, by=by, project=member.project.public_id, before=before, after=role)
    db.session.flush()


def remove(member: Member, *, by: Person) -> None:
    """Take somebody out of the team, who is told."""
    _go(member, by, removed=True)


def leave(project: Project, *, by: Person) -> None:
    """Quit the team; the holder is told. Raises Refused for the holder: the project must be handed over first."""
    hold(project)
    member = next((each for each in project.members if each.person_id == by.id), None)
    if member is None:
        raise Refused(_("Vous portez ce projet : confiez-le d’abord à quelqu’un de l’équipe, puis quittez-la."))
    _go(member, by, removed=False)


def _go(member: Member, by: Person, *, removed: bool) -> None:
    project, person = member.project, member.person
    withdraw_offer_to(person, project, by=by)
    audit.record("team.remove" if removed else "team.leave", member, by=by, project=project.public_id)
    tell_of_departure(project, person, by=by)
    db.session.delete(member)
    db.session.flush()
    db.session.expire(project, ["members"])
