"""Staff arrange the dossier of a round: its steps and their questions, in order, with a preview as a holder sees it."""

from collections.abc import Callable
from typing import Any, NamedTuple

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.extensions import db
from app.core.forms import shown_on
from app.core.policy import door
from app.projects import forms, parts, policy, queries, services
from app.projects.forms.arranging import PartForm, PlaceForm, QuestionForm
from app.projects.models import Step, StepField
from app.projects.services import arranging
from app.projects.steps import DEFAULT_STEPS, FIELD_KINDS, said
from app.projects.views import staff
from app.rounds.models import Round
from app.rounds.queries import round_by_public_id, rules_of


class Arranged(NamedTuple):
    """A step, or a question of it, within the round whose dossier is arranged: what the doors load."""

    round: Round
    step: Step
    field: StepField | None = None


def arranged_step(public_id: str, key: str) -> Arranged | None:
    """The step of that key in that round, asked or not."""
    round_ = round_by_public_id(public_id)
    step = next((each for each in queries.every_step_of(round_) if each.key == key), None) if round_ else None
    return Arranged(round_, step) if round_ and step else None


def arranged_question(public_id: str, key: str, question: str) -> Arranged | None:
    """The question of that key in that step, asked or not."""
    found = arranged_step(public_id, key)
    field = next((each for each in found.step.every_field if each.key == question), None) if found else None
    return found._replace(field=field) if found and field else None


@staff.get("/")
@door("dossier.see", load=round_by_public_id)
def index(round_: Round) -> ResponseReturnValue:
    """The steps and questions of a round, in order; those proposed as long as nobody has adapted them."""
    steps = queries.every_step_of(round_)
    return render_template(
        "projects/arrange.html",
        round=round_,
        steps=[step for step in steps if step.retired_at is None],
        retired=[step for step in steps if step.retired_at],
        proposed=[] if steps else DEFAULT_STEPS,
        written=queries.count_projects(round_),
        closed=policy.takes_changes.why_not(g.actor, round_),
        kinds=FIELD_KINDS,
        filled=parts.PARTS,
        said=said,
    )


@staff.post("/adapter")
@door("dossier.arrange", load=round_by_public_id)
def adapt(round_: Round) -> ResponseReturnValue:
    """Give the round the proposed steps, to be changed."""
    services.default_steps(round_)
    return _done(round_, _("Les parties proposées sont celles de cette édition. Changez ce que vous voulez."))


@staff.route("/nouvelle", methods=["GET", "POST"])
@door("dossier.arrange", load=round_by_public_id)
def add_step(round_: Round) -> ResponseReturnValue:
    """One more step."""
    form = PartForm()
    if form.validate_on_submit():
        with shown_on(form):
            services.default_steps(round_)
            step = arranging.add_step(round_, form.title.data, form.guidance.data, by=g.actor)
            return _done(round_, _("La partie est ajoutée, à la fin. Donnez-lui une question."), step)
    return _form("projects/arrange_step.html", form, round=round_, step=None)


@staff.route("/<key>/modifier", methods=["GET", "POST"])
@door("dossier.arrange", load=arranged_step)
def change_step(at: Arranged) -> ResponseReturnValue:
    """Another title, other guidance."""
    form = PartForm(data={"title": said(at.step.title), "guidance": said(at.step.guidance)})
    if form.validate_on_submit():
        with shown_on(form):
            arranging.change_step(at.step, at.round, form.title.data, form.guidance.data, by=g.actor)
            return _done(at.round, _("La partie est modifiée."), at.step)
    return _form("projects/arrange_step.html", form, round=at.round, step=at.step)


@staff.post("/<key>/deplacer")
@door("dossier.arrange", load=arranged_step)
def move_step(at: Arranged) -> ResponseReturnValue:
    """Put it at another place."""
    return _moved(at, lambda to: arranging.move_step(at.step, at.round, to, by=g.actor))


@staff.post("/<key>/retirer")
@door("dossier.arrange", load=arranged_step)
def retire_step(at: Arranged) -> ResponseReturnValue:
    """Ask it no more."""
    kept = arranging.retire_step(at.step, at.round, by=g.actor)
    return _done(at.round, _retired(kept))


@staff.post("/<key>/remettre")
@door("dossier.arrange", load=arranged_step)
def return_step(at: Arranged) -> ResponseReturnValue:
    """Ask it again."""
    arranging.return_step(at.step, at.round, by=g.actor)
    return _done(at.round, _("La partie est de nouveau demandée, à la fin."), at.step)


@staff.route("/<key>/questions/nouvelle", methods=["GET", "POST"])
@door("dossier.arrange", load=arranged_step)
def add_question(at: Arranged) -> ResponseReturnValue:
    """One more question."""
    form = QuestionForm()
    if form.validate_on_submit():
        with shown_on(form):
            arranging.add_question(at.step, at.round, form.typed, by=g.actor)
            return _done(at.round, _("La question est ajoutée."), at.step)
    return _form("projects/arrange_question.html", form, round=at.round, step=at.step, field_=None)


@staff.route("/<key>/questions/<question>/modifier", methods=["GET", "POST"])
@door("dossier.arrange", load=arranged_question)
def change_question(at: Arranged) -> ResponseReturnValue:
    """Ask it otherwise."""
    field = at.field or StepField()
    told = {name: getattr(field, name) for name in ("kind", "required", "length")}
    told |= {name: said(getattr(field, name)) for name in ("label", "hint", "example")}
    form = QuestionForm(data=told | {"options": "\n".join(field.options)})
    if form.validate_on_submit():
        with shown_on(form):
            arranging.change_question(field, at.round, form.typed, by=g.actor)
            return _done(at.round, _("La question est modifiée."), at.step)
    return _form("projects/arrange_question.html", form, round=at.round, step=at.step, field_=field)


@staff.post("/<key>/questions/<question>/deplacer")
@door("dossier.arrange", load=arranged_question)
def move_question(at: Arranged) -> ResponseReturnValue:
    """Put it at another place of its step."""
    field = at.field or StepField()
    return _moved(at, lambda to: arranging.move_question(field, at.step, at.round, to, by=g.actor))


@staff.post("/<key>/questions/<question>/retirer")
@door("dossier.arrange", load=arranged_question)
def retire_question(at: Arranged) -> ResponseReturnValue:
    """Ask it no more."""
    kept = arranging.retire_question(at.field or StepField(), at.round, by=g.actor)
    return _done(at.round, _retired(kept), at.step)


@staff.post("/<key>/questions/<question>/remettre")
@door("dossier.arrange", load=arranged_question)
def return_question(at: Arranged) -> ResponseReturnValue:
    """Ask it again."""
    arranging.return_question(at.field or StepField(), at.round, by=g.actor)
    return _done(at.round, _("La question est de nouveau posée."), at.step)


@staff.get("/<key>/apercu")
@door("dossier.see", load=arranged_step)
def preview(at: Arranged) -> ResponseReturnValue:
    """The step as a holder sees it; nothing can be sent."""
    form = forms.form_for(at.step, rules_of(at.round), {})
    return render_template("projects/preview.html", round=at.round, step=at.step, form=form, said=said)


def _moved(at: Arranged, move: Callable[[int], None]) -> ResponseReturnValue:
    form = PlaceForm()
    if form.validate_on_submit():
        move(form.to.data)
        return _done(at.round, _("L’ordre est changé."), at.step)
    flash(_("Cette place n’existe pas : rien n’a changé."), "warning")
    return redirect(url_for("projects_staff.index", public_id=at.round.public_id), 303)


def _retired(kept: bool) -> str:
    if kept:
        return _("C’est retiré. Ce que les équipes y ont écrit reste dans leurs projets, et vous pouvez la remettre.")
    return _("C’est retiré. Personne n’y avait encore répondu.")


def _done(round_: Round, sentence: str, step: Step | None = None) -> ResponseReturnValue:
    key = step.key if step else None
    db.session.commit()
    flash(sentence, "success")
    anchor = f"partie-{key}" if key else None
    return redirect(url_for("projects_staff.index", public_id=round_.public_id, _anchor=anchor), 303)


def _form(template: str, form: Any, **context: Any) -> ResponseReturnValue:
    return render_template(template, form=form, said=said, **context), 422 if form.errors else 200
