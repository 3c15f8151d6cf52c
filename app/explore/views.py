"""The pages to explore: ideas and projects as lists, the map, and each place."""

from typing import Any

from flask import Blueprint, Response, abort, flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.extensions import db
from app.core.forms import shown_on
from app.core.htmx import render
from app.core.policy import door, public
from app.core.sizes import takes
from app.core.text import plain
from app.events.cards import card_of
from app.explore import cards, forms, places, policy, queries, shown  # noqa: F401  (policy registers its rules)
from app.explore.filters import Filters, filters_of
from app.explore.themes import own_themes_of
from app.ideas import services as ideas_services
from app.ideas.models import Idea
from app.ideas.queries import idea_by_public_id
from app.projects.models import Proposal
from app.territories import maps, outlines

bp = Blueprint("explore", __name__)
FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}


@bp.get("/envies/")
@public
def ideas() -> ResponseReturnValue:
    """The published ideas, filtered and ordered by their address."""
    rounds = queries.rounds_with(Idea)
    filters = filters_of(request.args, rounds, own_themes=True)
    if filters.place_was_typed:
        return _to_the_code(".ideas", filters)
    page = queries.page_of_ideas(filters)
    return render(
        "explore/ideas.html",
        "explore/_ideas.html",
        page=page,
        cards=cards.idea_cards(page.rows),
        filters=filters,
        fields=shown.idea_fields(filters),
        orders=shown.order_links(filters, "explore.ideas"),
        ways=shown.ways(filters, "explore.ideas"),
        is_open=any(round_.is_open for round_ in rounds),
    )


def _to_the_code(endpoint: str, filters: Filters) -> ResponseReturnValue:
    """A commune typed by its name leads to the address that says its code, which means the same for ever."""
    return redirect(url_for(endpoint, **filters.address(ordre=request.args.get("ordre"))))


@bp.get("/projets/")
@public
def projects() -> ResponseReturnValue:
    """The labelled projects of every public round."""
    filters = filters_of(request.args, queries.rounds_with(Proposal))
    if filters.place_was_typed:
        return _to_the_code(".projects", filters)
    page = queries.page_of_proposals(filters)
    return render(
        "explore/projects.html",
        "explore/_projects.html",
        page=page,
        cards=cards.project_cards(page.rows, queries.won_among(page.rows), own_themes_of(page.rows)),
        filters=filters,
        fields=shown.project_fields(filters),
        orders=shown.order_links(filters, "explore.projects"),
    )


@bp.get("/envies/carte")
@public
def ideas_map() -> ResponseReturnValue:
    """The map of the ideas, and the same as a table; the filters are those of the list."""
    filters = filters_of(request.args, queries.rounds_with(Idea), own_themes=True)
    if filters.place_was_typed:
        return _to_the_code(".ideas_map", filters)
    page, total = queries.page_of_municipalities(filters)
    drawing = maps.version()
    return render_template(
        "explore/map.html",
        filters=filters,
        fields=shown.idea_fields(filters),
        ways=shown.ways(filters, "explore.ideas_map"),
        total=total,
        page=page,
        rows=shown.map_rows(page.rows, filters),
        drawing=drawing,
    )


@bp.get("/envies/carte/points")
@public
def points() -> Response:
    """What the map shows, bounded: the latest pins one by one, every other idea counted at its commune."""
    filters = filters_of(request.args, queries.rounds_with(Idea), own_themes=True)
    return jsonify(shown.points(filters))


@bp.route("/envies/<public_id>/repere", methods=["GET", "POST"])
@door("idea.pin", load=idea_by_public_id)
def pin(idea: Idea) -> ResponseReturnValue:
    """The author places their idea on the map, moves it, or takes the pin away; nothing obliges to."""
    form = forms.PinForm(data={"latitude": idea.latitude, "longitude": idea.longitude})
    if form.validate_on_submit():
        with shown_on(form):
            ideas_services.pin_idea(idea, form.pin, by=g.actor)
            db.session.commit()
            said = _("Le repère est posé.") if idea.latitude is not None else _("Votre envie est placée à sa commune.")
            flash(said, "success")
            return redirect(url_for("ideas.detail", public_id=idea.public_id), 303)
    spot = maps.spots_of([idea.municipality_code]).get(idea.municipality_code)
    drawing_ = maps.version()
    page = render_template("explore/pin.html", form=form, idea=idea, spot=spot, drawing=drawing_)
    return page, 422 if form.errors else 200


@bp.get("/carte/contours/<version>")
@public
def drawing(version: str) -> Response:
    """The outlines, kept for ever by whoever asks: a change has another address."""
    if version != maps.version():
        abort(404)
    content, pressed = maps.drawing(version)
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        return Response(content, mimetype="application/geo+json", headers=FOR_EVER)
    return Response(pressed, mimetype="application/geo+json", headers={**FOR_EVER, "Content-Encoding": "gzip"})


@bp.get("/communes/<code>")
@public
def municipality(code: str) -> ResponseReturnValue:
    """A commune: its figures, ideas, projects, meetings and results."""
    return _place(places.place(code))


@bp.get("/communes/<code>/quartiers/<quarter>")
@public
def neighbourhood(code: str, quarter: str) -> ResponseReturnValue:
    """A neighbourhood, as the ideas name it."""
    key = plain(quarter)
    return _place(places.place(code, key) if key else None)


def _place(place: places.Place | None) -> ResponseReturnValue:
    if place is None:
        abort(404)
    return render_template(
        "explore/place.html",
        place=place,
        own_themes=own_themes_of(place.projects),
        meetings=[card_of(one) for one in place.meetings],
    )


@bp.route("/gestion/contours", methods=["GET", "POST"])
@takes(13)
@door("outline.load")
def load_outlines() -> ResponseReturnValue:
    """Staff load the outlines of the map."""
    form = forms.OutlinesForm()
    if form.validate_on_submit():
        with shown_on(form):
            loaded = outlines.load_outlines(form.file.data.stream.read(), by=g.actor)
            db.session.commit()
            flash(shown.what_was_loaded(loaded), "success")
            return redirect(url_for(".load_outlines"), 303)
    context: dict[str, Any] = {"counts": maps.counts(), "drawing": maps.version()}
    return render_template("explore/outlines.html", form=form, **context), 422 if form.errors else 200
