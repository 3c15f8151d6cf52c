"""The tasks of a team: added, done, opened again, removed."""

from datetime import date

from flask_babel import gettext as _
from sqlalchemy import func, select

from app.accounts.models import Person
from app.core import audit, clock
from app.core.errors import Refused
from app.core.extensions import db
from app.core.names import cleaned
from app.projects.models import Project
from app.teams.letters import tell_assigned
from app.teams.models import Task

TITLE_MAX = 160
MOST_TASKS = 200


def add_task(project: Project, title: str, assignee: Person | None, due_on: date | None, *, by: Person) -> Task:
    """Write down what is to do; who has to do it is told. Raises Refused when the list is full, or the day is past.

    A task born late would put its project among those that are stuck.
    """
    if (db.session.scalar(select(func.count()).where(Task.project_id == project.id)) or 0) >= MOST_TASKS:
        raise Refused(_("La liste est pleine : retirez des tâches finies."))
    if assignee is not None and assignee.id not in project.team_ids:
        raise Refused(_("Cette personne n’est pas dans l’équipe."), "assignee")
    if due_on is not None and due_on < clock.today():
        raise Refused(_("Ce jour est passé : choisissez aujourd’hui ou un autre jour."), "due_on")
    task = Task(project=project, title=cleaned(title, TITLE_MAX, "title"), due_on=due_on, created_by_id=by.id)
    task.assignee = assignee
    db.session.add(task)
    db.session.flush()
    audit.record("task.add", task, by=by, project=project.public_id)
    tell_assigned(task, by)
    return task


def finish_task(task: Task, *, by: Person) -> None:
    """Say that it is done."""
    if task.done_at is None:
        task.done_at, task.done_by_id = clock.now(), by.id
        audit.record("task.finish", task, by=by, project=task.project.public_id)


def reopen_task(task: Task, *, by: Person) -> None:
    """Say that it is not done after all."""
    if task.done_at is not None:
        task.done_at = task.done_by_id = None
        audit.record("task.reopen", task, by=by, project=task.project.public_id)


def remove_task(task: Task, *, by: Person) -> None:
    """Take it off the list."""
    audit.record("task.remove", task, by=by, project=task.project.public_id)
    db.session.delete(task)
