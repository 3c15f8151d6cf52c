"""The staff's landing page and the audit reader."""
from flask import Blueprint

bp = Blueprint("admin", __name__, url_prefix="/gestion")
