"""What waits for somebody: dossiers to write, offers to answer, tasks, projects they accompany; urgent ones first."""

from collections.abc import Iterator, Sequence

from flask import url_for
from flask_babel import gettext as _

from app.accounts.models import Person
from app.core.text import day
from app.core.waiting import Item, urgent_first
from app.mentoring.queries import accompanied_projects
from app.projects.models import Project
from app.projects.status import ProjectStatus
from app.teams.queries import offers_to, tasks_waiting_for


def waiting_for(person: Person, projects: Sequence[Project]) -> list[Item]:
    """What is theirs to do; `projects`, whose team they are in, are read already."""
    return urgent_first([*_offers(person), *_tasks(person), *_dossiers(projects), *_accompanied(person)])


def _offers(person: Person) -> Iterator[Item]:
    for offer in offers_to(person):
        url = url_for("teams.handover", public_id=offer.public_id)
        title = _("Mener « %(title)s »", title=offer.project.title)
        yield Item(title, url, _("Répondre"), meta=(offer.offered_by.name,))


def _tasks(person: Person) -> Iterator[Item]:
    for task in tasks_waiting_for(person):
        until = (_("avant le %(day)s", day=day(task.due_on)),) if task.due_on else ()
        url = url_for("teams.tasks", public_id=task.project.public_id)
        yield Item(task.title, url, _("Faire"), meta=(task.project.title, *until), urgent=task.is_late)


def _dossiers(projects: Sequence[Project]) -> Iterator[Item]:
    for project in projects:
        if project.status is not ProjectStatus.SUBMITTED:
            returned = project.status is ProjectStatus.TO_COMPLETE
            url = url_for("projects.desk", public_id=project.public_id)
            verb = _("Compléter") if returned else _("Continuer")
            meta = (str(project.status_label), project.round.name)
            yield Item(project.title, url, verb, meta=meta, urgent=returned)


def _accompanied(person: Person) -> Iterator[Item]:
    for project in accompanied_projects(person):
        url = url_for("mentoring.follow_up", public_id=project.public_id)
        yield Item(project.title, url, _("Suivre"), meta=(_("Un projet que vous accompagnez"),))
