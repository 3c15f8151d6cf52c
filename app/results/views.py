"""The pages about results: proclaimed for everybody; counted, signed and proclaimed by staff."""

from collections.abc import Callable
from typing import Any, NamedTuple

from flask import Blueprint, Response, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.database import will_write
from app.core.extensions import db
from app.core.htmx import render
from app.core.policy import RULES, door, public
from app.results import bundle, policy, queries, services  # noqa: F401  (policy registers its rules)
from app.results.desk import DeskPage, Variant
from app.results.forms import WhatIfForm
from app.results.models import Result, ResultLine
from app.results.presentation import ResultPage
from app.results.status import ResultStatus
from app.rounds.models import Round
from voting.presets import PRESETS

bp = Blueprint("results", __name__, url_prefix="/resultats")
PERMISSIONS = {"count": "result.count", "certify": "result.sign", "publish": "result.publish"}  # by what comes next
staff = Blueprint("results_staff", __name__, url_prefix="/gestion/resultats")


@bp.get("/")
@public
def index() -> ResponseReturnValue:
    """The proclaimed rounds, the latest first."""
    return render_template("results/index.html", results=[ResultPage(result) for result in queries.published()])


@bp.get("/<round>")
@door("result.read", load=queries.result_of_address)
def detail(result: Result) -> ResponseReturnValue:
    """One result: figures, charts, a sentence for every project."""
    return render_template("results/detail.html", shown=ResultPage(result))


def _line(round: str, number: int) -> "_Line | None":
    found = queries.line_of_address(round, number)
    return _Line(*found) if found else None


class _Line(NamedTuple):
    """A line with its result; the door asks for the status of the result."""

    result: Result
    line: ResultLine

    @property
    def status(self) -> ResultStatus:
        """How far the result has come."""
        return self.result.status


@bp.get("/<round>/projets/<int:number>")
@door("result.read", load=_line)
def line(found: _Line) -> ResponseReturnValue:
    """One project: why it won or not, and how its grant was worked out."""
    return render_template("results/line.html", shown=ResultPage(found.result), line=found.line)


@bp.get("/<round>/certificat")
@door("result.read", load=queries.result_of_address)
def certificate(result: Result) -> ResponseReturnValue:
    """The certificate as a document to print."""
    return render_template("results/certificate.html", shown=ResultPage(result))


@bp.get("/<round>/certificat.json")
@door("result.read", load=queries.result_of_address)
def certificate_file(result: Result) -> ResponseReturnValue:
    """The certificate, with its signatures."""
    return _file(bundle.certificate_json(result), "application/json", f"certificat-{result.round.public_id}.json")


@bp.get("/<round>/bulletins.pb")
@door("result.read", load=queries.result_of_address)
def ballots_file(result: Result) -> ResponseReturnValue:
    """The ballots in the Pabulib format."""
    return _file(bundle.ballots_pb(ResultPage(result)), "text/plain", f"bulletins-{result.round.public_id}.pb")


@bp.get("/<round>/pointage.txt")
@door("result.read", load=queries.result_of_address)
def sheet_file(result: Result) -> ResponseReturnValue:
    """The same ballots as a tally sheet, when it can say all that they say."""
    content = bundle.sheet_txt(ResultPage(result)) or abort(404)
    return _file(content, "text/plain", f"pointage-{result.round.public_id}.txt")


def _file(content: str | bytes, kind: str, name: str) -> Response:
    return Response(content, mimetype=kind, headers={"Content-Disposition": f"attachment; filename={name}"})


@staff.get("/", endpoint="index")
@door("result.manage")
def waiting() -> ResponseReturnValue:
    """The rounds whose vote is closed, and how far their count has come."""
    return render_template("results/staff_index.html", rounds=queries.countable_rounds(g.actor))


@staff.get("/<round>")
@door("result.manage", load=queries.round_of_address)
def manage(round_: Round) -> ResponseReturnValue:
    """What remains to be done with one round: count, sign, proclaim."""
    result = queries.result_of(round_)
    move = next(iter(result.lifecycle.open_moves(result.status)), "") if result else "count"
    why = RULES[PERMISSIONS[move]].why_not(g.actor, result or round_) if move else ""
    shown = ResultPage(result) if result else None
    return render_template(
        "results/staff_round.html", round=round_, shown=shown, needed=services.SIGNATURES, move=move, why=why
    )


def _act(round_: Round, deed: Callable[[], Any], said: str) -> ResponseReturnValue:
    """Do it, commit, say so on the page of the round. A refusal is shown on the error page: nothing was typed."""
    deed()
    db.session.commit()
    flash(said, "success")
    return redirect(url_for("results_staff.manage", round=round_.public_id), 303)


@staff.post("/<round>/depouiller")
@door("result.count", load=queries.round_of_address)
def count(round_: Round) -> ResponseReturnValue:
    """Count the ballots."""
    return _act(
        round_,
        lambda: services.count_round(round_, by=g.actor),
        _("Le vote est dépouillé. Deux personnes doivent maintenant signer."),
    )


@staff.post("/<round>/signer")
@door("result.sign", load=queries.result_of_address)
def sign(result: Result) -> ResponseReturnValue:
    """Sign the certificate, after a recount."""
    return _act(
        result.round,
        lambda: services.sign(result, by=g.actor),
        _("Votre signature est enregistrée, après un nouveau comptage identique."),
    )


@staff.post("/<round>/proclamer")
@door("result.publish", load=queries.result_of_address)
def publish(result: Result) -> ResponseReturnValue:
    """Proclaim."""
    return _act(
        result.round,
        lambda: services.publish(result, by=g.actor),
        _("Le résultat est public, et chaque porteur reçoit un courriel."),
    )


# --- what if ----------------------------------------------------------------------------------------------------


@staff.get("/<round>/et-si")
@door("result.explore", load=queries.result_of_address)
def what_if(result: Result) -> ResponseReturnValue:
    """Every preset on the ballots of a counted round, each counted when it is its turn."""
    _keep_trace(result, "presets")
    return render_template("results/what_if.html", desk=DeskPage(result))


def _keep_trace(result: Result, tried: Any) -> None:
    """The log keeps who looked at what. After the count, which only reads: nobody waits for it to write."""
    db.session.expire_on_commit = False  # what was read is what the page shows
    db.session.commit()
    will_write()  # SQLite refuses a writer that read before another one wrote
    services.explore(result, by=g.actor, tried=tried)
    db.session.commit()


class _Tried(NamedTuple):
    """A counted round and the preset to try on it."""

    result: Result
    key: str


def _tried(round: str, key: str) -> _Tried | None:
    result = queries.result_of_address(round) if key in PRESETS else None
    return _Tried(result, key) if result else None


@staff.get("/<round>/et-si/modeles/<key>")
@door("result.explore", load=_tried)
def preset(tried: _Tried) -> ResponseReturnValue:
    """One preset: its page; for htmx its card and the next one that waits (?entiere=1: its page all the same)."""
    desk = DeskPage(tried.result)
    variant = desk.preset(tried.key).count()
    if "HX-Request" not in request.headers:
        _keep_trace(tried.result, tried.key)
    card = None if "entiere" in request.args else "results/_variant_turn.html"
    return render("results/what_if_variant.html", card, desk=desk, variant=variant, form=None)


@staff.get("/<round>/et-si/essai")
@door("result.explore", load=queries.result_of_address)
def trial(result: Result) -> ResponseReturnValue:
    """Rules of one's own, written in the address; ?modele= only fills the form with a preset."""
    desk = DeskPage(result)
    start = desk.preset(request.args["modele"]).rules if request.args.get("modele") in PRESETS else None
    typed = {key: value for key, value in request.args.items() if key != "modele"}
    form, variant = WhatIfForm(desk.scene, typed, start), None
    if typed and form.validate():
        variant = Variant(desk.scene, form.rules(), name=_("Votre essai")).count()
        if "HX-Request" not in request.headers:  # the page asks again while the count goes on
            _keep_trace(result, typed)
    page = render_template("results/what_if_variant.html", desk=desk, variant=variant, form=form)
    return page, 422 if form.errors else 200
