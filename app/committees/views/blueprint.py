"""Where the pages of the committee stand, and how a deed leads back to its sitting."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.committees.models import Sitting
from app.core.extensions import db

bp = Blueprint("committees", __name__, url_prefix="/comite")


def done(sitting: Sitting, sentence: str) -> ResponseReturnValue:
    """Commit, and back to the page of the sitting."""
    db.session.commit()
    flash(sentence, "success")
    return redirect(url_for(".sitting", public_id=sitting.public_id), 303)
