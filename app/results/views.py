"""The pages about results."""
from flask import Blueprint

bp = Blueprint("results", __name__, url_prefix="/resultats")
staff = Blueprint("results_staff", __name__, url_prefix="/gestion/resultats")
