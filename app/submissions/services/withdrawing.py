"""A team takes its dossier back, until it is labelled: it is a draft again."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy import select

from app.accounts.models import Person
from app.core.errors import Refused
from app.core.extensions import db
from app.core.lifecycle import advance
from app.notifications.services import notify, notify_all
from app.notifications.topics import Topic
from app.projects.models import Project, Proposal
from app.projects.status import ProposalStatus


def withdraw_project(project: Project, reason: str, *, by: Person) -> None:
    """Take the dossier out of its round; nothing is lost, it may be sent again while the phase is open.

    Raises Refused once the committee has decided: the team of the programme is asked then.
    """
    db.session.scalar(select(Project.id).where(Project.id == project.id).with_for_update())
    held = select(Proposal).where(Proposal.project_id == project.id).with_for_update(of=Proposal)
    proposals = db.session.scalars(held.execution_options(populate_existing=True)).all()
    if any(each.status in {ProposalStatus.LABELLED, ProposalStatus.REFUSED} for each in proposals):
        raise Refused(_("Le comité a décidé : écrivez à l’équipe, elle seule peut encore retirer ce projet."))
    advance(project, "withdraw", by=by, reason=reason.strip())
    project.to_complete = None
    for proposal in proposals:
        if proposal.status is ProposalStatus.ENTERED:
            advance(proposal, "withdraw", by=by, reason=reason.strip())
            proposal.decision_reason = reason.strip()
    db.session.flush()
    _tell_team(project, by)


def _tell_team(project: Project, by: Person) -> None:
    subject = lazy_gettext("Votre dossier « %(title)s » est retiré", title=project.title)
    told = lazy_gettext(
        "Il n’est plus examiné. La suite : il reste dans votre espace comme un brouillon, et vous pouvez le déposer de "
        "nouveau tant que le dépôt est ouvert."
    )
    link = f"/projets/{project.public_id}"
    notify(project.holder, Topic.DECISIONS, subject, told, link=link, by=by)
    notify_all([each.person for each in project.members], Topic.MY_PROJECT, subject, told, link=link, by=by)
