"""The pages about organisations: for everybody and members under /organisations, for staff under /gestion."""

from flask import Blueprint

from app.organisations import policy  # noqa: F401  (policy registers its rules)

bp = Blueprint("organisations", __name__, url_prefix="/organisations")
staff = Blueprint("organisations_staff", __name__, url_prefix="/gestion/organisations")

from app.organisations.views import desk, engagement, mandates, pages  # noqa: E402, F401  (they hang their pages here)
