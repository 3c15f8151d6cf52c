"""What the stage of the matrix is made of: its place, its actors, a round, a project, an interest."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from app.accounts.models import Interest, Person
from app.core import clock
from app.core.extensions import db
from app.projects.models import Member, MemberRole, Project
from app.projects.status import ProjectStatus
from app.rounds.models import Envelope, Phase, PhaseKind, Round, Rulebook
from app.rounds.presets import PRESETS
from app.rounds.status import PhaseStatus, RoundStatus
from app.rounds.themes import Theme

Values = dict[str, Any]
ACTORS = (
    "stranger",
    "citizen",
    "concerned",
    "teammate",
    "mentor",
    "moderator",
    "reviewer",
    "staff",
    "administrator",
    "elsewhere",
    "interested",
)
BEFORE, NOW, AFTER = PhaseStatus.CLOSED, PhaseStatus.OPEN, PhaseStatus.PLANNED
PLACE = "62041"


@dataclass
class Stage:
    """Who acts (None: a stranger), and what is acted upon: by kind, the state in words and what an address holds."""

    actors: dict[str, Person | None] = field(default_factory=dict)
    subjects: dict[str, list[tuple[str, Values]]] = field(default_factory=dict)

    def put(self, kind: str, state: str, /, **values: Any) -> None:
        """Add one thing."""
        self.subjects.setdefault(kind, []).append((state, values))


def an_interest(person: Any, subject: str) -> Interest:
    """A declaration about the thing of that audit name."""
    return Interest(person_id=person.id, subject=subject, sentence="Je suis voisin.", declared_by_id=person.id)


def a_round(name: str, status: RoundStatus, open_: PhaseKind | None, also: PhaseKind | None = None) -> Round:
    """A round in which one phase is open, or two."""
    kinds, now = list(PhaseKind), clock.now()
    here = kinds.index(open_) if open_ else len(kinds)
    round_ = Round(name=name, year=2030, preset="pas-de-calais", status=status)
    for position, kind in enumerate(kinds):
        running = kind in {open_, also}
        state = AFTER if open_ is None else NOW if running else BEFORE if position < here else AFTER
        start = now - timedelta(days=5) if running else now + timedelta(days=30 * (position - here) - 10)
        round_.phases.append(
            Phase(kind=kind, position=position, starts_at=start, ends_at=start + timedelta(days=25), status=state)
        )
    round_.envelopes.append(Envelope(name="Enveloppe", amount_cents=1_000_000))
    rules = {**PRESETS["pas-de-calais"], "comptoir_required": False, "lot_seed": "essai"}
    round_.rulebooks.append(Rulebook(number=1, text="# Règlement", rules=rules, digest="sha256:x", published_at=now))
    db.session.add(round_)
    db.session.flush()
    return round_


def the_concerned(stage: Stage) -> Any:
    """Whoever wrote, holds, represents and owns what is on the stage."""
    return stage.actors["concerned"]


def _the_teammate(stage: Stage) -> Any:
    return stage.actors["teammate"]


def a_project(stage: Stage, round_: Round, status: ProjectStatus) -> Project:
    """A project of the person concerned, which a teammate writes too."""
    project = Project(
        round_id=round_.id,
        holder_id=the_concerned(stage).id,
        title=f"Projet {status}",
        theme=Theme.HERITAGE,
        municipality_code=PLACE,
        status=status,
        members=[Member(person_id=_the_teammate(stage).id, role=MemberRole.EDITOR)],
    )
    db.session.add(project)
    db.session.flush()
    return project
