"""The pages of a team: its people, its invitations, its tasks, the remarks on its dossier."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.projects.models import Project
from app.teams import beside, policy  # noqa: F401  (policy registers its rules)

bp = Blueprint("teams", __name__, url_prefix="/equipes")
bp.app_context_processor(beside.words)


def to_team(project: Project, sentence: str) -> ResponseReturnValue:
    """Back to the page of the team, with what was done."""
    flash(sentence, "success")
    return redirect(url_for("teams.team", public_id=project.public_id), 303)


from app.teams.views import handover, invitations, remarks, tasks, team  # noqa: E402, F401  (they hang their pages here)
