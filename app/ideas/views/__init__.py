"""The pages about ideas: written, read, gathered around, joined and handed over."""

from flask import Blueprint

from app.ideas import policy  # noqa: F401  (policy registers its rules)

bp = Blueprint("ideas", __name__, url_prefix="/envies")

from app.ideas.views import around, pages, passing, posting, team  # noqa: E402, F401  (they hang their pages here)
