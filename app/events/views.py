"""The pages about comptoirs and workshops."""
from flask import Blueprint

bp = Blueprint("events", __name__, url_prefix="/comptoirs")
