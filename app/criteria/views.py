"""The pages of criteria: how a team sees itself, what it would earn, and the grid staff write."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.errors import Stale
from app.core.extensions import db
from app.core.forms import shown_on
from app.core.models import check_fresh
from app.core.policy import door
from app.criteria import (
    forms,
    policy,  # noqa: F401  (its doors)
    queries,
    services,
)
from app.criteria.estimate import estimate
from app.criteria.grid import ANCHORS, grid_of
from app.criteria.models import SelfAssessment
from app.files.policy import Holder, hold
from app.files.queries import documents_of
from app.projects.models import Project, Step
from app.projects.parts import Beside, stand_beside
from app.projects.queries import project_by_public_id
from app.projects.steps import CRITERIA
from app.rounds.models import Round
from app.rounds.queries import draft_of, is_frozen, round_by_public_id, rules_being_written

bp = Blueprint("criteria", __name__, url_prefix="/projets")
staff = Blueprint("criteria_staff", __name__, url_prefix="/gestion/editions")

hold(
    "selfassessment",
    Holder(
        queries.assessment_by_public_id,
        page="criteria.proof",
        see="self_assessment.see",
        change="self_assessment.edit",
        remove="self_assessment.edit",
        documents="self_assessment.see",
    ),
)


def _beside(project: Project, step: Step) -> dict[str, queries.Assessed]:
    """What the team gives itself, beside the question of each criterion."""
    return {one.criterion.key: one for one in queries.assessed(project)} if step.kind == CRITERIA else {}


stand_beside(Beside("criteria", "criteria/_beside.html", _beside))


@bp.get("/<public_id>/criteres")
@door("project.see", load=project_by_public_id)
def detail(project: Project) -> ResponseReturnValue:
    """The three criteria as the team sees itself, and what they would earn."""
    found = queries.assessed(project)
    answers = [answer for one in found for _question, answer in one.answers if answer]
    return render_template(
        "criteria/detail.html",
        project=project,
        found=found,
        estimate=estimate(project, found),
        documents=queries.documents_of_all(answers),
    )


@bp.route("/<public_id>/criteres/<criterion>", methods=["GET", "POST"])
@door("project.edit", load=queries.project_with_criterion)
def assess(project: Project) -> ResponseReturnValue:
    """Give oneself points on one criterion, with proof."""
    one = _criterion(project)
    form = forms.form_for(one)
    newer = None
    if form.validate_on_submit():
        with shown_on(form):
            services.assess(project, one, form.typed(), by=g.actor, seen=form.seen.data)
            db.session.commit()
            flash(_("C’est noté : vous pouvez joindre des documents à chaque réponse."), "success")
            return redirect(url_for(".detail", public_id=project.public_id), 303)
        one = _criterion(project)
        newer = one if form.seen.data != one.digest else None
        form.seen.data, form.seen.raw_data = one.digest, None
    beside = {"anchors": ANCHORS, "estimate": estimate(project, queries.assessed(project))}
    page = render_template("criteria/assess.html", project=project, one=one, form=form, newer=newer, **beside)
    return page, 422 if form.errors else 200


def _criterion(project: Project) -> queries.Assessed:
    wanted = (request.view_args or {})["criterion"]
    return next(one for one in queries.assessed(project) if one.criterion.key == wanted)


@bp.get("/criteres/preuve/<public_id>")
@door("self_assessment.see", load=queries.assessment_by_public_id)
def proof(answer: SelfAssessment) -> ResponseReturnValue:
    """One answer with its documents."""
    documents = documents_of(answer)
    return render_template("criteria/proof.html", answer=answer, project=answer.project, documents=documents)


@staff.route("/<public_id>/criteres", methods=["GET", "POST"])
@door("rulebook.publish", load=round_by_public_id)
def write(round_: Round) -> ResponseReturnValue:
    """Write the sub-questions of the round, kept in the draft of its next rulebook."""
    book = draft_of(round_) or round_.rulebook
    grid = grid_of(rules_being_written(round_))
    data = {one.key: "\n".join(question.text for question in one.questions) for one in grid}
    stamp = {"number": str(book.number) if book else "", "version": book.version if book else None}
    form = forms.GridForm(data=data | stamp)
    if form.validate_on_submit():
        with shown_on(form):
            if book and form.number.data != str(book.number):
                raise Stale
            if book:
                check_fresh(book, form.version.data)
            services.write_grid(round_, form.texts(), by=g.actor)
            db.session.commit()
            flash(
                _("Les questions sont dans le brouillon du règlement : publiez-le pour qu’elles soient posées."),
                "success",
            )
            return redirect(url_for("rounds_staff.write_rulebook", public_id=round_.public_id), 303)
        if book:
            form.number.data, form.version.data, form.version.raw_data = str(book.number), book.version, None
    page = render_template("criteria/write.html", round=round_, form=form, grid=grid, frozen=is_frozen(round_))
    return page, 422 if form.errors else 200
