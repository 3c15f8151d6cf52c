"""The moderators' desk under /moderation, and the reports of anybody under /signaler."""

from flask import Blueprint

from app.casework import policy  # noqa: F401  (policy registers its rules)

bp = Blueprint("casework", __name__, url_prefix="/moderation")
flags = Blueprint("flags", __name__, url_prefix="/signaler")

from app.casework.views import answers, case, queue, reporting  # noqa: E402, F401  (they hang their pages here)
