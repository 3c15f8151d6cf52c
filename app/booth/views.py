"""The booth: read, choose, check, confirm, receipt."""
from flask import Blueprint

bp = Blueprint("booth", __name__, url_prefix="/vote")
