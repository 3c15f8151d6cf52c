"""The pages about ideas."""
from flask import Blueprint

bp = Blueprint("ideas", __name__, url_prefix="/envies")
