"""What a dossier says, as it is read again before it is sent, and frozen when it is: the same words in both places."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from app.projects import queries
from app.projects.amounts import parse_euros
from app.projects.carriers import with_carrier
from app.projects.models import Project, Proposal, Step
from app.projects.parts import part_of
from app.projects.shown import in_words
from app.projects.steps import BUDGET, REQUESTED, TEAM


@dataclass(frozen=True)
class Content:
    """The frozen lines ({"step", "label", "text", "key"}) and the two amounts, in cents."""

    answers: list[dict[str, Any]]
    requested_cents: int
    budget_cents: int


def content_of(project: Project, steps: Sequence[Step] | None = None) -> Content:
    """What would be frozen now; `steps` when they are at hand."""
    steps = queries.steps_of(project.round) if steps is None else steps
    texts = queries.answers_by_key(project, steps)
    answers = [{"step": step.title} | line for step in steps for line in _lines(project, step, texts)]
    answers = with_carrier(answers, project, next((s.title for s in steps if s.key == TEAM), ""))
    return Content(answers, *_amounts(project, steps, texts))


def _lines(project: Project, step: Step, texts: Mapping[str, str]) -> list[dict[str, Any]]:
    """The lines of one step: those of the feature that fills it, or its answers; amounts have columns of their own."""
    if part := part_of(step):
        return part.frozen(project, step)
    asked = [field for field in step.fields if field.kind != "money" and texts[field.key]]
    return [{"label": field.label, "text": in_words(field, texts[field.key]), "key": field.key} for field in asked]


def _amounts(project: Project, steps: Sequence[Step], texts: Mapping[str, str]) -> tuple[int, int]:
    for step in steps:
        part = part_of(step)
        if part and part.amounts:
            return part.amounts(project)
    return _cents(texts, REQUESTED), _cents(texts, BUDGET)


def _cents(texts: Mapping[str, str], key: str) -> int:
    return (parse_euros(texts.get(key, "")) or 0) * 100


def parts_of(answers: Sequence[Mapping[str, Any]]) -> list[tuple[str, list[Mapping[str, Any]]]]:
    """The lines gathered by part, in order."""
    return [(str(step), list(lines)) for step, lines in groupby(answers, key=lambda line: line["step"])]


def digest_of(proposal: Proposal, files: Iterable[str]) -> str:
    """SHA-256 of the frozen text and of the digests of its files, as canonical JSON: whoever has them computes it."""
    told = {
        name: getattr(proposal, name)
        for name in ("code", "title", "summary", "collective", "answers", "requested_cents", "budget_cents")
    }
    text = json.dumps({**told, "files": list(files)}, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()
