"""The pages of the house: home, legal, accessibility, gallery, language switch, health."""

from urllib.parse import urlsplit

from flask import Blueprint, abort, current_app, g, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from app.core.language import LANGUAGES, switch_to
from app.core.policy import door, public
from app.events import queries as events
from app.events.cards import card_of
from app.ideas.queries import ideas_of
from app.pages import gallery, queries
from app.pages.home import home_of
from app.pages.waiting import waiting_for
from app.projects.queries import projects_of
from app.projects.status import ProjectStatus
from app.rounds import calendar
from app.rounds.queries import rules_of

bp = Blueprint("pages", __name__)


@bp.route("/")
@public
def home() -> ResponseReturnValue:
    """The round of the moment, by its phase; the next comptoirs; the last proclaimed result."""
    round_ = queries.featured_round()
    return render_template(
        "pages/home.html",
        round=round_,
        home=home_of(round_),
        steps=calendar.phase_steps(round_) if round_ else [],
        meetings=[card_of(event) for event in events.upcoming(limit=3)],
        last=queries.last_result(),
        gathering=queries.ideas_wanted_by(round_),
    )


@bp.route("/mon-espace")
@door("account.see")
def my_space() -> ResponseReturnValue:
    """What waits for a person, then what they have begun: their projects, the comptoirs they go to, their envies."""
    projects = projects_of(g.actor)
    return render_template(
        "pages/my_space.html",
        ideas=ideas_of(g.actor),
        waiting=waiting_for(g.actor, projects),
        projects=[project for project in projects if project.status is ProjectStatus.SUBMITTED],
        meetings=[card_of(event) for event in events.coming_meetings_of(g.actor)],
    )


@bp.route("/comment-ca-marche")
@public
def how() -> ResponseReturnValue:
    """The year of a round and the questions people ask, with the figures of the rules in force."""
    round_ = queries.featured_round()
    return render_template("pages/how.html", round=round_, rules=rules_of(round_) if round_ else None)


@bp.route("/porter-un-projet")
@public
def carrier() -> ResponseReturnValue:
    """Which legal form may carry a project, and what the rulebook of the moment asks of it."""
    round_ = queries.featured_round()
    return render_template("pages/carrier.html", round=round_, rules=rules_of(round_) if round_ else None)


@bp.route("/mentions-legales")
@public
def legal() -> ResponseReturnValue:
    """Who runs the site, and what is kept about people."""
    return render_template("pages/legal.html")


@bp.route("/accessibilite")
@public
def accessibility() -> ResponseReturnValue:
    """The statement: what was checked, what was not."""
    return render_template("pages/accessibility.html")


@bp.route("/contact")
@public
def contact() -> ResponseReturnValue:
    """How to write to the team."""
    return render_template("pages/contact.html")


@bp.route("/langue/<code>")
@public
def language(code: str) -> ResponseReturnValue:
    """Switch the language and go back to the page the visitor comes from."""
    if code not in LANGUAGES:
        abort(404)
    came_from = urlsplit(request.referrer or "")
    back = came_from._replace(scheme="", netloc="").geturl() if came_from.netloc == request.host else "/"
    return switch_to(code, back)


@bp.route("/_ui")
@public
def components() -> ResponseReturnValue:
    """Every component of the house in every state."""
    return render_template("pages/gallery.html", **gallery.examples())


@bp.route("/sante")
@public
def health() -> ResponseReturnValue:
    """For the machines that watch: 200 when the database answers, 503 when it does not."""
    try:
        queries.database_answers()
    except SQLAlchemyError as error:
        current_app.logger.warning("the database does not answer: %s", type(error).__name__)
        return jsonify(status="error", database="unreachable"), 503
    answer = jsonify(status="ok", database="ok")
    answer.headers["Cache-Control"] = "no-store"  # of this very moment
    return answer
