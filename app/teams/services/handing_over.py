"""A project changes holder: offered to somebody of the team, who accepts. There is a holder at every instant."""

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Person
from app.core import audit
from app.core.errors import Refused
from app.core.extensions import db
from app.core.lifecycle import advance
from app.projects.models import Member, MemberRole, Project
from app.teams import queries
from app.teams.letters import tell_answered, tell_offered
from app.teams.models import Handover


def hold(project: Project) -> None:
    """Keep the project's row until the commit: what happens to a team at once happens one after the other."""
    db.session.flush()
    db.session.refresh(project, ["holder_id", "version"], with_for_update={"of": Project})
    db.session.expire(project, ["members", "holder"])


def offer_handover(project: Project, to: Person, message: str, *, by: Person) -> Handover:
    """Propose the project to a member. Raises Refused while another is asked, or to somebody outside the team."""
    hold(project)
    if project.role_of(to) is None:
        raise Refused(_("Invitez d’abord cette personne dans l’équipe."), "to")
    handover = Handover(project=project, to=to, offered_by=by, message=message.strip())
    try:
        with db.session.begin_nested():
            db.session.add(handover)
    except IntegrityError:
        raise Refused(_("Le projet est déjà proposé à quelqu’un : attendez sa réponse, ou retirez l’offre.")) from None
    audit.record("handover.offer", handover, by=by, project=project.public_id)
    tell_offered(handover)
    return handover


def accept_handover(handover: Handover, *, by: Person) -> None:
    """Become the holder; the former one stays in the team and writes. Raises MoveRefused when it was answered."""
    project = handover.project
    hold(project)
    db.session.refresh(handover, with_for_update={"of": Handover})
    member = next((each for each in project.members if each.person_id == by.id), None)
    if member is None:
        raise Refused(_("Vous n’êtes plus dans l’équipe de ce projet."))
    former = project.holder
    advance(handover, "accept", by=by, project=project.public_id, former=former.public_id)
    db.session.delete(member)
    db.session.flush()
    project.holder = by
    db.session.add(Member(project_id=project.id, person_id=former.id, role=MemberRole.EDITOR))
    db.session.flush()
    db.session.expire(project, ["members"])
    tell_answered(handover, former, accepted=True)


def decline_handover(handover: Handover, *, by: Person) -> None:
    """Say no; nothing changes."""
    advance(handover, "decline", by=by, project=handover.project.public_id)
    tell_answered(handover, handover.project.holder, accepted=False)


def withdraw_handover(handover: Handover, *, by: Person) -> None:
    """Take the offer back before it is answered."""
    advance(handover, "withdraw", by=by, project=handover.project.public_id)


def withdraw_offer_to(person: Person, project: Project, *, by: Person) -> None:
    """Whoever leaves the team is not asked to hold the project any more."""
    offered = queries.offered_handover(project)
    if offered is not None and offered.to_id == person.id:
        withdraw_handover(offered, by=by)
