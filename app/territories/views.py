"""The communes: the list offered while one types, and a page to look one up."""

from flask import Blueprint, render_template, request

from app.core import htmx
from app.core.policy import public
from app.territories import queries

bp = Blueprint("territories", __name__, url_prefix="/communes")


@bp.get("")
@public
def index() -> str:
    """Options for a field when htmx asks (whatever the field is called); a page of answers otherwise."""
    typed = request.args.get("q", next(iter(request.args.values()), ""))[:80]
    found = queries.suggest_municipalities(typed)
    if request.headers.get("HX-Request") == "true":
        return htmx.render("territories/_options.html", municipalities=found)
    return render_template(
        "territories/index.html",
        q=typed,
        municipalities=found,
        total=queries.count_municipalities(),
        department=queries.department(),
    )
