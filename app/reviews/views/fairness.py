"""The page of figures: marks by reader, territory and carrier, and how far readers agree."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.core.policy import door
from app.projects.steps import said
from app.reviews import agreement, queries
from app.reviews.views import bp
from app.rounds.models import Round
from app.rounds.queries import round_by_public_id
from moderation.labelling.fairness import SMALLEST


@bp.get("/editions/<public_id>/equite")
@door("labelling.follow", load=round_by_public_id)
def fairness(round_: Round) -> ResponseReturnValue:
    """Whether marks depend on who reads, where from, and who carries; nothing here decides anything."""
    marks = queries.marks_in(round_)
    whole = agreement.alpha(((mark.proposal_id, mark.criterion), mark.points) for mark in marks)
    by_criterion = [
        (
            said(one.name),
            agreement.alpha((mark.proposal_id, mark.points) for mark in marks if mark.criterion == one.key),
        )
        for one in queries.grid_of(round_).criteria
    ]
    return render_template(
        "reviews/fairness.html",
        round=round_,
        count=len(marks),
        tables={
            "reader": queries.by_reader(marks),
            "territory": queries.by_territory(marks),
            "carrier": queries.by_carrier(marks),
        },
        alpha=whole,
        by_criterion=by_criterion,
        meaning=agreement.meaning,
        shown=agreement.shown,
        smallest=SMALLEST,
    )
