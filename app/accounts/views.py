"""The pages of an account: signing up, signing in, my space, my devices."""
from flask import Blueprint

bp = Blueprint("accounts", __name__, url_prefix="/compte")
