"""The mails of a demonstration, readable in the browser."""
from flask import Blueprint

bp = Blueprint("notifications", __name__, url_prefix="/courrier")
