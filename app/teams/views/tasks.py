"""The tasks of a team: the list, one more, done, not done, gone."""

from collections.abc import Callable

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.extensions import db
from app.core.forms import shown_on
from app.core.policy import door
from app.projects.models import Project
from app.projects.queries import project_by_public_id
from app.teams import forms, queries, services
from app.teams.models import Task
from app.teams.views import bp


@bp.route("/<public_id>/taches", methods=["GET", "POST"])
@door("task.list", load=project_by_public_id)
def tasks(project: Project) -> ResponseReturnValue:
    """What is to do and what is done, and the form to add one."""
    form = forms.TaskForm()
    form.offer_to(project)
    if form.validate_on_submit():
        with shown_on(form):
            team = [project.holder, *(member.person for member in project.members)]
            assignee = next((person for person in team if person.public_id == form.assignee.data), None)
            services.add_task(project, form.title.data, assignee, form.due_on.data, by=g.actor)
            db.session.commit()
            return _to_list(project, _("C’est ajouté à la liste."))
    page = render_template("teams/tasks.html", project=project, form=form, tasks=queries.tasks_of(project))
    return page, 422 if form.errors else 200


@bp.post("/taches/<public_id>/faite")
@door("task.finish", load=queries.task_by_public_id)
def finish_task(task: Task) -> ResponseReturnValue:
    """It is done."""
    return _do(task, services.finish_task, _("C’est fait, bravo."))


@bp.post("/taches/<public_id>/rouvrir")
@door("task.reopen", load=queries.task_by_public_id)
def reopen_task(task: Task) -> ResponseReturnValue:
    """It is not done after all."""
    return _do(task, services.reopen_task, _("C’est de nouveau à faire."))


@bp.post("/taches/<public_id>/retirer")
@door("task.remove", load=queries.task_by_public_id)
def remove_task(task: Task) -> ResponseReturnValue:
    """Take it off the list."""
    return _do(task, services.remove_task, _("C’est retiré de la liste."))


def _do(task: Task, deed: Callable[..., None], sentence: str) -> ResponseReturnValue:
    project = task.project
    deed(task, by=g.actor)
    db.session.commit()
    return _to_list(project, sentence)


def _to_list(project: Project, sentence: str) -> ResponseReturnValue:
    flash(sentence, "success")
    return redirect(url_for(".tasks", public_id=project.public_id), 303)
