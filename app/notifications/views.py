"""The mails of a demonstration, readable in the browser: no mail server is needed to try everything."""

from flask import Blueprint, abort, render_template
from flask.blueprints import BlueprintSetupState

from app.core.policy import public
from app.notifications import queries

bp = Blueprint("notifications", __name__, url_prefix="/courrier")


@bp.record_once
def _tell_templates(state: BlueprintSetupState) -> None:
    """Templates say where to read one's mail only where it can be read: never in production."""
    state.app.jinja_env.globals["mail_is_local"] = _MailIsLocal()


class _MailIsLocal:
    def __bool__(self) -> bool:
        return queries.local_folder() is not None


@bp.get("")
@public
def index() -> str:
    """The latest fifty mails; 404 as soon as mails leave for real."""
    if queries.local_folder() is None:
        abort(404)
    return render_template("notifications/index.html", mails=queries.local_mails())
