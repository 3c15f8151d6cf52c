"""The pages about readers: give a dossier to somebody, take a reading back, step back, spread a whole round."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.accounts.queries import person_by_public_id
from app.core.errors import Refused
from app.core.extensions import db
from app.core.forms import shown_on
from app.core.policy import door, may
from app.projects.models import Proposal
from app.reviews import queries, services
from app.reviews.forms import building, marking
from app.reviews.models import Review
from app.reviews.views import bp, to_dossier
from app.rounds.models import Round
from app.rounds.queries import round_by_public_id


@bp.route("/editions/<public_id>", methods=["GET", "POST"])
@door("labelling.follow", load=round_by_public_id)
def season(round_: Round) -> ResponseReturnValue:
    """The labelling of a round as staff follow it; give out its dossiers."""
    form = building.SpreadForm()
    if form.validate_on_submit():
        with shown_on(form):
            done = services.spread(round_, form.readers.data, by=g.actor)
            db.session.commit()
            flash(_spread(done), "success")
            return redirect(url_for(".season", public_id=round_.public_id), 303)
    page = render_template("reviews/season.html", round=round_, form=form, **_season(round_))
    return page, 422 if form.errors else 200


def _spread(done: services.Spread) -> str:
    asked = ngettext("Une lecture demandée.", "%(num)s lectures demandées.", done.asked)
    if not done.short:
        return asked if done.asked else _("Chaque dossier a déjà les personnes qu’il lui faut.")
    short = ngettext(
        "Un dossier manque encore de lecture : trop peu de personnes peuvent le lire sans lien avec lui.",
        "%(num)s dossiers manquent encore de lecture : trop peu de personnes peuvent les lire sans lien avec eux.",
        done.short,
    )
    return f"{asked} {short}"


def _season(round_: Round) -> dict[str, object]:
    row, checklist = queries.grid_row(round_), queries.checklist_of(round_)
    return {
        "lines": queries.lines_of(queries.entered_of(round_), queries.read(row), checklist),
        "loads": queries.loads_of(round_),
        "grid": row,
        "checklist": checklist,
        "names": queries.ADMISSIBLE_NAMES,
        "tones": queries.ADMISSIBLE_TONES,
    }


@bp.route("/<public_id>/lecture", methods=["GET", "POST"])
@door("review.assign", load=queries.dossier_by_public_id)
def assign(proposal: Proposal) -> ResponseReturnValue:
    """Give a dossier to somebody by hand."""
    form = marking.reader_form(_free(proposal))
    if form.validate_on_submit():
        with shown_on(form):
            person = person_by_public_id(form.reader.data)
            if person is None:
                raise Refused(_("Choisissez une personne."), "reader")
            services.assign_reader(proposal, person, by=g.actor)
            db.session.commit()
            return to_dossier(proposal, _("%(name)s lira ce dossier, et le sait.", name=person.name))
    return render_template("reviews/assign.html", proposal=proposal, form=form), 422 if form.errors else 200


def _free(proposal: Proposal) -> list[tuple[str, str]]:
    """Who may read the dossier and does not yet, with what they have to read already."""
    conflicts, loads = queries.conflicts_in([proposal]), queries.load_by_reader(proposal.round)
    busy = queries.reader_ids(proposal)
    return [
        (
            person.public_id,
            ngettext("%(name)s (%(num)s lecture)", "%(name)s (%(num)s lectures)", loads[person.id], name=person.name),
        )
        for person in queries.readers()
        if person.id not in busy and (proposal.id, person.id) not in conflicts and queries.reaches(person, proposal)
    ]


@bp.route("/lectures/<public_id>/retrait", methods=["GET", "POST"])
@door("review.release", load=queries.review_by_public_id)
def release(review: Review) -> ResponseReturnValue:
    """Take an unfinished reading back."""
    form = marking.ReleaseForm()
    if form.validate_on_submit():
        with shown_on(form):
            services.release(review, form.reason.data, by=g.actor)
            db.session.commit()
            return to_dossier(review.proposal, _("%(name)s ne lit plus ce dossier.", name=review.reviewer.name))
    return render_template("reviews/release.html", review=review, form=form), 422 if form.errors else 200


@bp.route("/lectures/<public_id>/recusation", methods=["GET", "POST"])
@door("review.step_back", load=queries.review_by_public_id)
def recuse(review: Review) -> ResponseReturnValue:
    """Step back from a dossier."""
    form = marking.RecusalForm()
    if form.validate_on_submit():
        with shown_on(form):
            replaced = services.recuse(review, form.reason.data, by=g.actor)
            db.session.commit()
            said = _("Vous ne lisez plus ce dossier ; une autre personne le lira.")
            flash(said if replaced else _("Vous ne lisez plus ce dossier ; l’équipe le sait."), "success")
            return redirect(url_for(".queue"), 303)
    return render_template("reviews/recuse.html", review=review, form=form), 422 if form.errors else 200


@bp.post("/lectures/<public_id>/reprise")
@door("review.step_back", load=queries.review_by_public_id)
def resume(review: Review) -> ResponseReturnValue:
    """Take up again a reading one had finished, while nobody else's marks are open."""
    services.resume(review, by=g.actor)
    db.session.commit()
    if may("review.write", review.proposal):
        return to_dossier(review.proposal, _("Vous reprenez votre lecture : rendez-la quand vous aurez fini."))
    return redirect(url_for(".queue"), 303)
