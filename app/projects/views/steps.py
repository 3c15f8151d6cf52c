"""The pages of one step: written, saved while typing, and everything it was before."""

import secrets
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.extensions import db
from app.core.forms import shown_on
from app.core.paging import page_of
from app.core.policy import door
from app.projects import forms, history, parts, queries, services, shown
from app.projects.history import StepPage
from app.projects.models import Project, Step
from app.projects.services import Saved
from app.projects.services.versions import ASIDE, MERGED
from app.projects.steps import said
from app.projects.views import bp, to_desk
from app.rounds.queries import rules_of

LINES = 20  # versions on a page


@bp.route("/<public_id>/etapes/<key>", methods=["GET", "POST"])
@door("project.edit", load=queries.project_with_step)
def step(project: Project) -> ResponseReturnValue:
    """Write one step; what somebody else wrote meanwhile is put together with it, or shown beside."""
    steps = queries.steps_of(project.round)
    part = _asked(steps)
    if parts.part_of(part):
        return redirect(shown.address_of(project, part), 303)
    texts = queries.answers_by_key(project, steps)
    form = forms.form_for(part, rules_of(project.round), texts)
    saved, now = None, history.present(project, part) if request.method == "GET" else None
    if form.validate_on_submit():
        with shown_on(form):
            saved = _save(project, part, form)
            db.session.commit()
            if saved.outcome != ASIDE:
                return _after(project, part, saved)
            form = _with_both(project, part, saved)
    if now:
        form.seen.data, form.page.data = now.head.number if now.head else 0, secrets.token_urlsafe(9)
    context = {"steps": steps, "saved": saved, "waiting": now.waiting if now else []}
    return _page(project, part, form, context), 409 if saved else 422 if form.errors else 200


def _save(project: Project, part: Step, form: forms.StepForm, *, auto: bool = False) -> Saved:
    page = form.page.data or ""
    return services.answer_step(project, part, form.texts, by=g.actor, seen=form.opened_on, page=page, auto=auto)


def _asked(steps: Any) -> Step:
    return next(each for each in steps if each.key == (request.view_args or {})["key"])


def _with_both(project: Project, part: Step, saved: Saved) -> forms.StepForm:
    """The form again, opened on the newer version, with both texts in each answer where they clash."""
    texts = {key: each.text for key, each in saved.merges.items()}
    given = {"seen": saved.head.number if saved.head else 0, "page": secrets.token_urlsafe(9)}
    return forms.form_for(part, rules_of(project.round), texts, fresh=True, **given)


def _page(project: Project, part: Step, form: forms.StepForm, context: dict[str, Any]) -> str:
    ready, saved = queries.completeness(project, context["steps"]), context["saved"]
    return render_template(
        "projects/step.html",
        form=form,
        project=project,
        step=part,
        parts=shown.parts_of(project, ready, part.key, writes=True),
        lacking=next((state.lacking for state in ready.steps if state.step.id == part.id), []),
        clashes=shown.clashes_of(part, saved.merges) if saved else [],
        retired=shown.no_longer_asked(project, part),
        hints=shown.hints_of(part, form.texts),
        beside=[(each, each.load(project, part)) for each in parts.BESIDE.values()],
        said=said,
        **context,
    )


def _after(project: Project, part: Step, saved: Saved) -> ResponseReturnValue:
    """The next part that is not ready, or the desk when that was asked or nothing is left."""
    if saved.outcome == MERGED and saved.head:
        own = _("Vous aviez écrit dans une autre fenêtre : vos deux textes sont réunis. Relisez-les.")
        other = _("Une autre personne écrivait en même temps : vos deux textes sont réunis. Relisez-les.")
        flash(own if saved.own else other, "info")
        return redirect(url_for(".step", public_id=project.public_id, key=part.key), 303)
    ready = queries.completeness(project)
    following = shown.step_after(ready, part)
    is_done = all(state.is_done for state in ready.steps if state.step.id == part.id)
    if request.form.get("then") == "stay":
        flash(_("C’est enregistré."), "success")
        return redirect(url_for(".step", public_id=project.public_id, key=part.key), 303)
    if request.form.get("then") == "desk" or not is_done or following is None:
        return to_desk(project, _("C’est enregistré."))
    flash(_("C’est enregistré. Voici la partie suivante."), "success")
    return redirect(shown.address_of(project, following), 303)


@bp.post("/<public_id>/etapes/<key>/brouillon")
@door("project.edit", load=queries.project_with_step)
def autosave(project: Project) -> ResponseReturnValue:
    """Keep what is being typed; the answer is the line that says so, always 200: an error page would end the typing."""
    part = _asked(queries.steps_of(project.round))
    form = forms.form_for(part, rules_of(project.round), {})
    saved = None
    if form.validate_on_submit() and not parts.part_of(part):
        with shown_on(form):
            saved = _save(project, part, form, auto=True)
            db.session.commit()
    hints = shown.hints_of(part, form.texts) if saved else {}
    return render_template("projects/_saved.html", saved=saved, form=form, hints=hints, project=project, step=part)


@bp.get("/<public_id>/etapes/<key>/versions")
@door("project.see", load=history.step_of)
def versions(page: StepPage) -> ResponseReturnValue:
    """Every version of a step, who wrote it and when."""
    rows = page_of(
        db.session, history.versions_of(page.project, page.step), request.args.get("page", 1, type=int), LINES
    )
    head = history.head_of(page.project, page.step)
    lines = shown.version_lines(page, rows.rows, head)
    return render_template(
        "projects/versions.html", project=page.project, step=page.step, page=rows, lines=lines, said=said
    )


@bp.get("/<public_id>/etapes/<key>/versions/<int:number>")
@door("project.see", load=history.step_version)
def version(page: StepPage) -> ResponseReturnValue:
    """One version, word for word against the one before; ?avec=actuelle compares it with the current text."""
    head = history.head_of(page.project, page.step)
    with_head = request.args.get("avec") == "actuelle"
    return render_template(
        "projects/version.html",
        project=page.project,
        step=page.step,
        version=page.version,
        head=head,
        with_head=with_head,
        lines=shown.compared(page, head if with_head else None),
        said=said,
        label=shown.version_label,
    )


@bp.post("/<public_id>/etapes/<key>/versions/<int:number>/reprendre")
@door("project.rewrite", load=history.step_version)
def restore(page: StepPage) -> ResponseReturnValue:
    """Take an older text up again; what stands now becomes an older version in its turn."""
    if page.version:
        services.restore_version(page.version, page.project, by=g.actor)
        db.session.commit()
    flash(_("Ce texte est de nouveau le texte actuel. L’autre reste dans les versions."), "success")
    return redirect(url_for(".step", public_id=page.project.public_id, key=page.step.key), 303)
