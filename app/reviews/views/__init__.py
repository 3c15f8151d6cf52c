"""The pages of labelling: the desk and a dossier, the readers, what staff build, what is asked around, the figures."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.projects.models import Proposal
from app.reviews import policy, queries  # noqa: F401  (policy registers its doors)
from app.reviews.models import ADVICE_TONES

bp = Blueprint("reviews", __name__, url_prefix="/labellisation")
bp.app_context_processor(lambda: {"questions_to_team": queries.asked_of_team, "advice_tones": ADVICE_TONES})


def to_dossier(proposal: Proposal, sentence: str) -> ResponseReturnValue:
    """Back to the page of the dossier, with what was done."""
    flash(sentence, "success")
    return redirect(url_for("reviews.detail", public_id=proposal.public_id), 303)


from app.reviews.views import (  # noqa: E402  (they hang their pages here)
    around,  # noqa: F401
    building,  # noqa: F401
    desk,  # noqa: F401
    fairness,  # noqa: F401
    readers,  # noqa: F401
    reconciling,  # noqa: F401
)
