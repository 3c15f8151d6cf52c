"""The pages on which staff build the grid and the checklist of a round, and look at the points of one dossier."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.extensions import db
from app.core.forms import shown_on
from app.core.policy import door
from app.projects.models import Proposal
from app.projects.steps import said
from app.reviews import queries, services
from app.reviews.forms import building
from app.reviews.views import bp
from app.rounds.models import Round
from app.rounds.queries import round_by_public_id
from moderation.labelling.grids import GridCriterion


@bp.route("/editions/<public_id>/grille", methods=["GET", "POST"])
@door("grid.write", load=round_by_public_id)
def grid(round_: Round) -> ResponseReturnValue:
    """The grid of a round, its earlier versions, and from how far apart two marks alert."""
    versions = queries.grid_versions(round_)
    row = versions[0] if versions else None
    current = queries.read(row)
    data = {"alert_from": current.alert_from, "seen": str(row.number if row else 0)}
    form = building.AlertForm(data=data)
    if form.validate_on_submit():
        with shown_on(form):
            services.set_alert(round_, form.alert_from.data, by=g.actor, seen=form.number)
            db.session.commit()
            return _to_grid(round_, _("L’alerte est réglée."))
        form.seen.data = data["seen"]
    page = render_template(
        "reviews/grid.html",
        round=round_,
        grid=current,
        row=row,
        versions=versions,
        frozen=queries.is_frozen(round_),
        form=form,
        said=said,
    )
    return page, 422 if form.errors else 200


def _to_grid(round_: Round, sentence: str) -> ResponseReturnValue:
    flash(sentence, "success")
    return redirect(url_for("reviews.grid", public_id=round_.public_id), 303)


@bp.route("/editions/<public_id>/grille/critere", methods=["GET", "POST"])
@door("grid.write", load=round_by_public_id)
def criterion(round_: Round) -> ResponseReturnValue:
    """Add a criterion to the grid, or change one."""
    row = queries.grid_row(round_)
    key = request.args.get("critere", "")
    old = next((one for one in queries.read(row).criteria if one.key == key), None)
    data = {"seen": str(row.number if row else 0)} | (building.data_of(_said(old)) if old else {})
    form = building.CriterionForm(data=data)
    if form.validate_on_submit():
        with shown_on(form):
            new = form.as_criterion(old.key if old else services.new_key(form.name.data))
            services.set_criterion(round_, new, by=g.actor, seen=form.number)
            db.session.commit()
            return _to_grid(round_, _("La grille a une nouvelle version, avec « %(name)s ».", name=new.name))
        form.seen.data = data["seen"]
    frozen = queries.is_frozen(round_)
    page = render_template("reviews/criterion.html", round=round_, form=form, old=old, frozen=frozen)
    return page, 422 if form.errors else 200


def _said(one: GridCriterion) -> GridCriterion:
    """A criterion in the words of the reader: those of the default grid are translated."""
    anchors, questions = tuple(map(said, one.anchors)), tuple(map(said, one.questions))
    return GridCriterion(one.key, said(one.name), one.weight, anchors, questions)


@bp.post("/editions/<public_id>/grille/retrait")
@door("grid.write", load=round_by_public_id)
def remove_criterion(round_: Round) -> ResponseReturnValue:
    """Take a criterion out of the grid."""
    services.remove_criterion(round_, request.form.get("critere", ""), by=g.actor)
    db.session.commit()
    return _to_grid(round_, _("La grille a une nouvelle version, sans ce critère."))


@bp.route("/editions/<public_id>/recevabilite", methods=["GET", "POST"])
@door("grid.write", load=round_by_public_id)
def checklist(round_: Round) -> ResponseReturnValue:
    """Write what makes a dossier admissible."""
    row = queries.checklist_of(round_)
    texts = "\n".join(point["text"] for point in row.points) if row else ""
    seen = str(row.number if row else 0)
    form = building.ChecklistForm(data={"points": texts, "seen": seen})
    if form.validate_on_submit():
        with shown_on(form):
            services.write_checklist(round_, form.points.data.splitlines(), by=g.actor, seen=form.number)
            db.session.commit()
            flash(_("Les points à vérifier ont une nouvelle version."), "success")
            return redirect(url_for(".season", public_id=round_.public_id), 303)
        form.seen.data = seen
    return render_template("reviews/checklist.html", round=round_, form=form, row=row), 422 if form.errors else 200


@bp.route("/<public_id>/recevabilite", methods=["GET", "POST"])
@door("proposal.check", load=queries.dossier_by_public_id)
def admissibility(proposal: Proposal) -> ResponseReturnValue:
    """Say of each point whether the dossier meets it."""
    row = queries.checklist_of(proposal.round)
    points = row.points if row else []
    form = building.admissibility_form(points, queries.checks_of(proposal))
    if form.validate_on_submit():
        with shown_on(form):
            services.check_points(proposal, form.typed, by=g.actor)
            db.session.commit()
            flash(_("La recevabilité est notée."), "success")
            return redirect(url_for(".around", public_id=proposal.public_id), 303)
    page = render_template("reviews/admissibility.html", proposal=proposal, form=form, points=points, row=row)
    return page, 422 if form.errors else 200
