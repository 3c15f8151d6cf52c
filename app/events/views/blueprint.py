"""Where all pages about meetings are."""

from flask import Blueprint

bp = Blueprint("events", __name__, url_prefix="/comptoirs")
