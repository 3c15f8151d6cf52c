"""The pages about places."""
from flask import Blueprint

bp = Blueprint("territories", __name__, url_prefix="/communes")
