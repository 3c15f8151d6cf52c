"""The pages of mentoring: who is stuck, who waits for somebody, those who accompany, the follow-up of a project."""

from flask import Blueprint

from app.mentoring import policy  # noqa: F401  (it registers its rules)

bp = Blueprint("mentoring", __name__, url_prefix="/accompagnement")

from app.mentoring.views import followup, lists, mentors  # noqa: E402, F401  (they hang their pages here)
