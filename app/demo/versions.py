"""How the dossiers of the demonstration came to be: a first writing of each step, then the text as it stands."""

from collections.abc import Iterable
from datetime import timedelta

from app.core import clock
from app.core.extensions import db
from app.projects.merging import sentences
from app.projects.models import Project, Step, StepField, StepVersion


def add_versions(project: Project, written: Iterable[tuple[Step, StepField, str]]) -> None:
    """One or two versions of every written step: the first lacks the last sentence of its texts."""
    by_step: dict[int, dict[str, str]] = {}
    for step, field, text in written:
        if text:
            by_step.setdefault(step.id, {})[str(field.id)] = text
    for days, (step_id, texts) in enumerate(by_step.items(), 1):
        first = {key: "".join(sentences(text)[:-1]).strip() for key, text in texts.items()}
        drafts = [kept for kept in (first, texts) if any(kept.values())]
        for number, kept in enumerate(drafts, 1):
            at = clock.now() - timedelta(days=40 - days, hours=-3 * number)
            told = {"texts": {key: text for key, text in kept.items() if text}, "began_at": at, "saved_at": at}
            db.session.add(_version(project, step_id, number, told))


def _version(project: Project, step_id: int, number: int, told: dict[str, object]) -> StepVersion:
    return StepVersion(
        project_id=project.id, step_id=step_id, number=number, author=project.holder, kind="saved", **told
    )
