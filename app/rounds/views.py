"""The pages about rounds."""
from flask import Blueprint

bp = Blueprint("rounds", __name__, url_prefix="/editions")
staff = Blueprint("rounds_staff", __name__, url_prefix="/gestion/editions")
