"""The desk of those who accompany: which projects are stuck and since when, and which wait for somebody."""

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from app.core.extensions import db
from app.core.paging import page_of
from app.core.policy import door
from app.mentoring import queries, signals
from app.mentoring.views import bp


@bp.get("/")
@door("mentoring.follow")
def stuck() -> ResponseReturnValue:
    """The projects that are stuck, for the longest first; ?raison= narrows to one reason, ?les-miens=1 to one's own."""
    only = next((signal for signal in signals.Signal if signal == request.args.get("raison")), None)
    me = queries.mentor_of(g.actor)
    mine = me if request.args.get("les-miens") else None
    rounds = signals.rounds_followed()
    page = page_of(db.session, signals.stuck(g.actor, rounds, only, mine), request.args.get("page", 1, type=int))
    reasons = signals.reasons_of(page.rows, rounds)
    names = signals.SIGNAL_NAMES
    return render_template(
        "mentoring/stuck.html", page=page, reasons=reasons, only=only, names=names, me=me, mine=mine is not None
    )


@bp.get("/a-accompagner")
@door("mentoring.follow")
def waiting() -> ResponseReturnValue:
    """The projects that nobody accompanies, or whose team asks for somebody else."""
    page = page_of(db.session, queries.waiting(g.actor), request.args.get("page", 1, type=int))
    return render_template("mentoring/waiting.html", page=page, me=queries.mentor_of(g.actor))
