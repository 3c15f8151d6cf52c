"""The moderators' desk."""
from flask import Blueprint

bp = Blueprint("casework", __name__, url_prefix="/moderation")
