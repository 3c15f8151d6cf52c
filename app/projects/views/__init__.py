"""The pages about projects: the dossiers and proposals, and who carries them."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.projects.models import Project

bp = Blueprint("projects", __name__, url_prefix="/projets")
staff = Blueprint("projects_staff", __name__, url_prefix="/gestion/editions/<public_id>/dossier")


def to_desk(project: Project, sentence: str) -> ResponseReturnValue:
    """Back to the desk of the project, with what was done."""
    flash(sentence, "success")
    return redirect(url_for("projects.desk", public_id=project.public_id), 303)


from app.projects.views import arranging, carrying, pages, steps  # noqa: E402, F401  (they hang their pages here)
