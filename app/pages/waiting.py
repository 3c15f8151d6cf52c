"""What waits for somebody: dossiers to write, offers to answer, tasks, projects they accompany; urgent ones first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from flask import url_for
from flask_babel import gettext as _

from app.accounts.models import Person
from app.core.text import day
from app.mentoring.queries import accompanied_projects
from app.projects.models import Project
from app.projects.status import ProjectStatus
from app.teams.queries import offers_to, tasks_waiting_for


@dataclass(frozen=True)
class Waiting:
    """One line of the `queue` macro."""

    title: str
    url: str
    verb: str
    meta: Sequence[str] = field(default_factory=tuple)
    urgent: bool = False


def waiting_for(person: Person, projects: Sequence[Project]) -> list[Waiting]:
    """What is theirs to do; `projects`, whose team they are in, are read already."""
    found = [*_offers(person), *_tasks(person), *_dossiers(projects), *_accompanied(person)]
    return sorted(found, key=lambda each: not each.urgent)


def _offers(person: Person) -> Iterator[Waiting]:
    for offer in offers_to(person):
        url = url_for("teams.handover", public_id=offer.public_id)
        yield Waiting(_("Mener « %(title)s »", title=offer.project.title), url, _("Répondre"), (offer.offered_by.name,))


def _tasks(person: Person) -> Iterator[Waiting]:
    for task in tasks_waiting_for(person):
        until = (_("avant le %(day)s", day=day(task.due_on)),) if task.due_on else ()
        url = url_for("teams.tasks", public_id=task.project.public_id)
        yield Waiting(task.title, url, _("Faire"), (task.project.title, *until), task.is_late)


def _dossiers(projects: Sequence[Project]) -> Iterator[Waiting]:
    for project in projects:
        if project.status is not ProjectStatus.SUBMITTED:
            returned = project.status is ProjectStatus.TO_COMPLETE
            url = url_for("projects.desk", public_id=project.public_id)
            verb = _("Compléter") if returned else _("Continuer")
            yield Waiting(project.title, url, verb, (project.status_label, project.round.name), returned)


def _accompanied(person: Person) -> Iterator[Waiting]:
    for project in accompanied_projects(person):
        url = url_for("mentoring.follow_up", public_id=project.public_id)
        yield Waiting(project.title, url, _("Suivre"), (_("Un projet que vous accompagnez"),))
