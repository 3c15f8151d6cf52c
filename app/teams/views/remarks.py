"""The dossier read with its remarks, and the talk beside one field."""

from collections.abc import Callable

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.extensions import db
from app.core.forms import shown_on
from app.core.policy import door
from app.projects.models import Project
from app.projects.queries import answers_by_key, project_by_public_id, steps_of
from app.projects.steps import said
from app.teams import forms, queries, services
from app.teams.models import Thread
from app.teams.views import bp


@bp.get("/<public_id>/remarques")
@door("remark.read", load=project_by_public_id)
def remarks(project: Project) -> ResponseReturnValue:
    """The whole dossier as it is now, with how many remarks are open beside each field."""
    steps = steps_of(project.round)
    texts, open_ = answers_by_key(project, steps), queries.open_threads(project)
    return render_template("teams/remarks.html", project=project, steps=steps, texts=texts, open=open_, said=said)


@bp.route("/<public_id>/remarques/<place>", methods=["GET", "POST"])
@door("remark.write", load=queries.project_with_place)
def place(project: Project) -> ResponseReturnValue:
    """One field: what is written there, the talk about it, and a new remark; ?fil= the thread one answers."""
    key = _place()
    threads = queries.threads_of(project, key)
    asked = request.values.get("fil", "")
    answered = next((thread for thread in threads if thread.public_id == asked), None)
    form = forms.RemarkForm()
    if form.validate_on_submit():
        with shown_on(form):
            if answered is not None:
                services.answer(answered, form.text.data, by=g.actor)
            else:
                services.open_thread(project, key, form.text.data, by=g.actor)
            db.session.commit()
            return _to_place(project, key, _("Votre remarque est écrite, les autres sont prévenus."))
    about = {"place": key, "threads": threads, "answered": answered, "form": form, **_field(project, key)}
    return render_template("teams/place.html", project=project, **about), 422 if form.errors else 200


def _field(project: Project, key: str) -> dict[str, str]:
    """The question of that key and what is written there."""
    if key == queries.PRESENTATION:
        return {"question": _("La présentation du projet"), "text": project.summary}
    steps = steps_of(project.round)
    label = next(field.label for step in steps for field in step.fields if field.key == key)
    return {"question": said(label), "text": answers_by_key(project, steps)[key]}


@bp.post("/remarques/<public_id>/regler")
@door("remark.resolve", load=queries.thread_by_public_id)
def resolve(thread: Thread) -> ResponseReturnValue:
    """Fold a talk away."""
    return _do(thread, services.resolve, _("La remarque est réglée : elle reste lisible, repliée."))


@bp.post("/remarques/<public_id>/rouvrir")
@door("remark.resolve", load=queries.thread_by_public_id)
def reopen(thread: Thread) -> ResponseReturnValue:
    """Take a talk up again."""
    return _do(thread, services.reopen, _("La remarque est rouverte."))


def _do(thread: Thread, deed: Callable[..., None], sentence: str) -> ResponseReturnValue:
    deed(thread, by=g.actor)
    db.session.commit()
    return _to_place(thread.project, thread.place, sentence)


def _place() -> str:
    return str((request.view_args or {})["place"])


def _to_place(project: Project, key: str, sentence: str) -> ResponseReturnValue:
    flash(sentence, "success")
    return redirect(url_for(".place", public_id=project.public_id, place=key), 303)
