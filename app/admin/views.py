"""The staff's landing page and the audit reader."""

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from app.admin import policy, queries, waiting  # noqa: F401  (policy registers its rules)
from app.core.extensions import db
from app.core.paging import page_of
from app.core.policy import door

bp = Blueprint("admin", __name__, url_prefix="/gestion")


@bp.route("/", endpoint="waiting")
@door("admin.waiting")
def what_waits() -> ResponseReturnValue:
    """What waits for this person, most urgent first."""
    phases = waiting.due_for(g.actor)
    return render_template(
        "admin/waiting.html", items=waiting.items_for(g.actor, phases), asked=waiting.asked_by(g.actor, phases)
    )


@bp.route("/journal")
@door("audit.read")
def audit_log() -> ResponseReturnValue:
    """The log, latest first; ?sujet= and ?verbe= narrow it, ?verifier=1 recomputes the chain of the last lines."""
    subject, verb = request.args.get("sujet", "").strip(), request.args.get("verbe", "")
    page = page_of(db.session, queries.audit_lines(subject, verb), request.args.get("page", 1, type=int), size=50)
    checked = queries.check_chain() if request.args.get("verifier") else None
    return render_template(
        "admin/audit_log.html",
        page=page,
        names=queries.names_of(page.rows),
        verbs=[(v, v) for v in queries.audit_verbs()],
        subject=subject,
        verb=verb,
        checked=checked,
    )
