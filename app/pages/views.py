"""The pages of the house: home, legal, accessibility, gallery, language switch."""
from flask import Blueprint

bp = Blueprint("pages", __name__)
