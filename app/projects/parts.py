"""What other features bring to the dossier: a part they fill (budget, criteria, carrier), a place beside a question.

They stand above projects and are not imported here: each registers itself when it is loaded (its queries.py). Until a
feature has registered a kind, a part of that kind shows its questions like any other.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement

from app.projects.models import Project, Step
from app.rounds.presets import Rules

QUESTIONS = "questions"  # the kind of a part that is only questions
PRESENTATION = "presentation"  # the key of the first part, which is no step


@dataclass(frozen=True)
class PartState:
    """What a part still lacks, one sentence a thing, without the name of the part; whether anything was written."""

    lacking: Sequence[str] = ()
    is_begun: bool = True


@dataclass(frozen=True)
class Frozen:
    """What a part puts in the frozen dossier: lines {"label", "text", "key"}; what is asked and the whole, in cents.

    `pieces` are the things whose documents are frozen too, by name in the log, with what each is about.
    """

    lines: list[dict[str, Any]] = field(default_factory=list)
    cents: tuple[int, int] | None = None
    pieces: Mapping[str, str] = field(default_factory=dict)


def _nothing(_project: Project, _step: Step) -> Frozen:
    return Frozen()


@dataclass(frozen=True)
class PartKind:
    """A part kept elsewhere: its page, what it lacks, what it puts in the frozen dossier."""

    address: Callable[[Project, Step], str]
    state: Callable[[Project, Step], PartState]
    frozen: Callable[[Project, Step], Frozen] = _nothing
    lacks: Callable[[Rules], ColumnElement[bool]] | None = None  # the same, asked of the project of a query


@dataclass(frozen=True)
class Beside:
    """A template included after each question, with `question`, `step`, `project` and `given`: what `load` read once.

    It stands inside the form of the step: links only (a form in a form is no HTML), its forms have pages of their own.
    """

    name: str
    template: str
    load: Callable[[Project, Step], Any]


class Advice(NamedTuple):
    """What is worth doing and keeps nobody from submitting: a sentence, and the page where it is done."""

    sentence: str
    url: str


@dataclass(frozen=True)
class Adviser:
    """What a feature advises beside the questions of a part; and the same, asked of the project of a query."""

    advice: Callable[[Project], Sequence[Advice]]
    lacks: Callable[[Rules], ColumnElement[bool]]


PARTS: dict[str, PartKind] = {}
ADVISERS: dict[str, Adviser] = {}
BESIDE: dict[str, Beside] = {}
WRITTEN: dict[str, Callable[[Project], datetime | None]] = {}
ASKED: dict[str, Callable[[Project], Mapping[str, str]]] = {}


def fill_part(kind: str, part: PartKind) -> None:
    """Say who fills the parts of that kind. Raises RuntimeError when somebody does already."""
    if PARTS.setdefault(kind, part) != part:
        raise RuntimeError(f"the parts of kind {kind} are filled twice")


def advise(kind: str, adviser: Adviser) -> None:
    """Say what is worth doing in the parts of that kind, for its team and for those who follow it."""
    ADVISERS[kind] = adviser


def stand_beside(place: Beside) -> None:
    """Show something beside each question of a step (comments, notes of a mentor)."""
    BESIDE[place.name] = place


def written_elsewhere(kind: str, when: Callable[[Project], datetime | None]) -> None:
    """Say when what a feature keeps for the parts of that kind was last written, None as long as it was not."""
    WRITTEN[kind] = when


def ask_again(name: str, asked: Callable[[Project], Mapping[str, str]]) -> None:
    """Let a feature say which parts wait for their team although nothing is missing: a sentence by key of part."""
    ASKED[name] = asked


def asked_again(project: Project) -> dict[str, str]:
    """What is asked of each part of a project, by its key; PRESENTATION stands for the first part."""
    return {key: sentence for asked in ASKED.values() for key, sentence in asked(project).items()}


def part_of(step: Step) -> PartKind | None:
    """Who fills this part; None when its own questions do."""
    return PARTS.get(step.kind)
