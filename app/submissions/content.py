"""What a dossier says, as it is read again before it is sent, and frozen when it is: the same words in both places."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from app.criteria.frozen import STEP, proved_answers, with_assessment
from app.criteria.queries import Assessed, assessed
from app.projects import queries
from app.projects.amounts import parse_euros
from app.projects.carriers import with_carrier
from app.projects.models import Project, Proposal, Step
from app.projects.parts import Frozen, part_of
from app.projects.shown import in_words
from app.projects.steps import BUDGET, CRITERIA, REQUESTED, TEAM


@dataclass(frozen=True)
class Content:
    """The frozen lines ({"step", "label", "text", "key"}) and the two amounts, in cents.

    `pieces`: the things whose documents are frozen beside those of the project, by name in the log, and what each is
    about: the quotes of the budget, the proofs of the criteria.
    """

    answers: list[dict[str, Any]]
    requested_cents: int
    budget_cents: int
    pieces: Mapping[str, str]


def content_of(project: Project, steps: Sequence[Step] | None = None) -> Content:
    """What would be frozen now; `steps` when they are at hand."""
    steps = queries.steps_of(project.round) if steps is None else steps
    texts, found = queries.answers_by_key(project, steps), assessed(project)
    told = [(step, _told(project, step, texts, found)) for step in steps]
    answers = [{"step": step.title} | line for step, part in told for line in part.lines]
    if not any(step.kind == CRITERIA for step in steps):
        answers += [{"step": STEP} | line for line in with_assessment([], found)]
    answers = with_carrier(answers, project, next((s.title for s in steps if s.key == TEAM), ""))
    known = [part.cents for _step, part in told if part.cents is not None]
    requested, budget = known[0] if known else (_cents(texts, REQUESTED), _cents(texts, BUDGET))
    pieces = {name: about for _step, part in told for name, about in part.pieces.items()}
    return Content(answers, requested, budget, pieces | proved_answers(found))


def _told(project: Project, step: Step, texts: Mapping[str, str], found: Sequence[Assessed]) -> Frozen:
    """What one step says: the feature that fills it, or its answers; amounts have columns of their own."""
    if part := part_of(step):
        return part.frozen(project, step)
    asked = [field for field in step.fields if field.kind != "money" and texts[field.key]]
    lines = [{"label": field.label, "text": in_words(field, texts[field.key]), "key": field.key} for field in asked]
    return Frozen(with_assessment(lines, found) if step.kind == CRITERIA else lines)


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
