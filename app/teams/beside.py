"""What the pages of a project show of its team's work: the open remarks beside each field, the tasks to do."""

from collections.abc import Callable
from typing import Any

from app.projects.models import Project, Step
from app.projects.parts import Beside, stand_beside
from app.teams import queries
from app.teams.models import Thread


def words() -> dict[str, Callable[..., Any]]:
    """Give this reading to the templates of features below, which know nothing of teams."""
    return {"work_of_team": work_of_team}


def _open_remarks(project: Project, _step: Step) -> dict[str, list[Thread]]:
    """The open threads by the key of their field: read once for a page."""
    found: dict[str, list[Thread]] = {}
    for thread in queries.threads_of(project):
        if thread.resolved_at is None:
            found.setdefault(thread.place, []).append(thread)
    return found


def work_of_team(project: Project) -> dict[str, int]:
    """How many tasks are to do and how many remarks are open."""
    tasks, remarks = queries.open_work(project)
    return {"tasks": tasks, "remarks": remarks}


stand_beside(Beside("remarks", "teams/_beside.html", _open_remarks))
