"""The news of a team: somebody is invited, joins, is offered the project, has a task or a remark to read."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from app.accounts.models import Person
from app.core.text import day
from app.notifications.services import Told, notify, notify_address, notify_all
from app.notifications.services.telling import Said
from app.notifications.topics import Topic
from app.projects.models import Project
from app.teams.models import Handover, Task, TeamInvitation, Thread
from app.teams.queries import token_of


def tell_invited(invitation: TeamInvitation, *, by: Person) -> None:
    """Send the link that opens once, to the address it was made for."""
    names = {"who": invitation.sent_by.name, "title": invitation.project.title}

    def write() -> Told:
        said = [
            _(
                "%(who)s vous invite dans l’équipe du projet « %(title)s » (%(role)s).",
                role=invitation.role_name,
                **names,
            ),
            _("La suite : voyez la page, puis répondez avant le %(day)s.", day=day(invitation.expires_at)),
            _(
                "Le lien sert une fois, avec le compte de cette adresse. Vous ne connaissez pas cette personne ? Ne "
                "faites rien : sans réponse, l’invitation s’éteint."
            ),
        ]
        subject = _("%(who)s vous invite dans le projet « %(title)s »", **names)
        return Told(subject, said, f"/equipes/invitation/{token_of(invitation)}")

    notify_address(str(invitation.email), Topic.MY_PROJECT, write, by=by)


def tell_of_arrival(project: Project, person: Person) -> None:
    """Tell the holder who came."""
    said = lazy_gettext(
        "%(who)s a rejoint l’équipe de votre projet « %(title)s ».", who=person.name, title=project.title
    )
    _news(project.holder, project, said, f"/equipes/{project.public_id}", person)


def tell_of_departure(project: Project, person: Person, *, by: Person) -> None:
    """Tell the holder who left, or tell who was removed."""
    if by.id != person.id:
        said = lazy_gettext("Vous ne faites plus partie de l’équipe du projet « %(title)s ».", title=project.title)
        _news(person, project, said, "/projets/", by)
    else:
        said = lazy_gettext(
            "%(who)s a quitté l’équipe de votre projet « %(title)s ».", who=person.name, title=project.title
        )
        _news(project.holder, project, said, f"/equipes/{project.public_id}", by)


def tell_offered(handover: Handover) -> None:
    """Ask the one who would hold the project."""
    project = handover.project
    said = lazy_gettext(
        "%(who)s vous propose de mener le projet « %(title)s »",
        who=handover.offered_by.name,
        title=project.title,
    )
    means = lazy_gettext("Vous en répondriez, du dépôt au bilan. Rien ne change tant que vous n’avez pas accepté.")
    link = f"/equipes/passage/{handover.public_id}"
    notify(handover.to, Topic.MY_PROJECT, said, means, handover.message or "", link=link, by=handover.offered_by)


def tell_answered(handover: Handover, former: Person, *, accepted: bool) -> None:
    """Tell the holder (the former one, once accepted) what was answered."""
    project, who = handover.project, handover.to.name
    said = (
        lazy_gettext("%(who)s mène désormais le projet « %(title)s ».", who=who, title=project.title)
        if accepted
        else lazy_gettext("%(who)s préfère ne pas mener le projet « %(title)s ».", who=who, title=project.title)
    )
    _news(former, project, said, f"/equipes/{project.public_id}", handover.to)


def tell_assigned(task: Task, by: Person) -> None:
    """Tell somebody what they are asked to do."""
    if task.assignee is not None:
        said = lazy_gettext(
            "À faire pour le projet « %(title)s » : %(task)s.", title=task.project.title, task=task.title
        )
        link = f"/equipes/{task.project.public_id}/taches"
        notify(task.assignee, Topic.TASKS, lazy_gettext("Une tâche vous est confiée"), said, link=link, by=by)


def tell_remark(thread: Thread, to: list[Person], by: Person) -> None:
    """Tell the others of a thread that somebody wrote in it."""
    project = thread.project
    said = lazy_gettext("%(who)s a écrit une remarque dans « %(title)s ».", who=by.name, title=project.title)
    link = f"/equipes/{project.public_id}/remarques/{thread.place}"
    notify_all(to, Topic.COMMENTS, said, link=link, by=by)


def _news(person: Person, project: Project, sentence: Said, link: str, by: Person) -> None:
    notify(person, Topic.MY_PROJECT, sentence, link=link, by=by)
