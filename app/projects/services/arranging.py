"""Staff arrange the steps of a round: what is asked, in which order, how. What was answered is never lost.

A question or a step that somebody answered is retired, not deleted: its texts stay with their projects, and it may
come back. How such a question was worded before is kept and shown.
"""

import secrets
from collections.abc import Sequence
from typing import Any, NamedTuple

from flask_babel import gettext as _
from sqlalchemy import exists, func, select

from app.accounts.models import Person
from app.core import audit, clock, names
from app.core.errors import Refused
from app.core.extensions import db
from app.projects import policy, queries
from app.projects.models import Answer, Step, StepField, StepVersion
from app.projects.steps import BUDGET, REQUESTED, TEXT_MAX
from app.rounds.models import Round

LONGEST_ANSWER = 10_000
MOST_STEPS, MOST_FIELDS = 20, 20


class Asked(NamedTuple):
    """What staff say of a question."""

    label: str
    kind: str
    hint: str
    example: str
    required: bool
    length: int
    options: Sequence[str]


def _hold(round: Round, by: Person) -> None:
    """One arrangement at a time; none once the dossiers are in."""
    db.session.scalar(select(Round.id).where(Round.id == round.id).with_for_update())
    if why_not := policy.takes_changes.why_not(by, round):
        raise Refused(why_not)


def _record(verb: str, round: Round, by: Person, **facts: object) -> None:
    db.session.flush()
    db.session.expire_all()
    audit.record(f"dossier.{verb}", round, by=by, **facts)


def add_step(round: Round, title: str, guidance: str, *, by: Person) -> Step:
    """A new step of questions, at the end. Raises Refused beyond MOST_STEPS."""
    _hold(round, by)
    steps = queries.every_step_of(round)
    if len(steps) >= MOST_STEPS:
        raise Refused(_("Un dossier de plus de %(n)s parties décourage : réunissez-en d’abord deux.", n=MOST_STEPS))
    step = Step(
        round_id=round.id,
        position=max((each.position for each in steps), default=0) + 1,
        key=f"p{secrets.token_hex(3)}",
        kind="questions",
        title=names.cleaned(title, field="title"),
        guidance=guidance.strip(),
    )
    db.session.add(step)
    _record("add_step", round, by, step=step.key, title=step.title)
    return step


def change_step(step: Step, round: Round, title: str, guidance: str, *, by: Person) -> None:
    """Another title, other guidance."""
    _hold(round, by)
    before = step.title
    step.title, step.guidance = names.cleaned(title, field="title"), guidance.strip()
    _record("change_step", round, by, step=step.key, before=before, after=step.title)


def move_step(step: Step, round: Round, to: int, *, by: Person) -> None:
    """Put a step at place `to` (1 is the first) among those that are asked."""
    _hold(round, by)
    _put(step, list(queries.steps_of(round)), to)
    _record("move_step", round, by, step=step.key, to=to)


def retire_step(step: Step, round: Round, *, by: Person) -> bool:
    """Ask it no more: deleted when nobody wrote anything in it, otherwise kept aside. Whether it was kept."""
    _hold(round, by)
    if step.key == BUDGET:
        raise Refused(_("Le budget fait partie de chaque dossier : il ne se retire pas, mais il se déplace."))
    if len(queries.steps_of(round)) < 2:
        raise Refused(_("Un dossier garde au moins une partie."))
    kept = _is_written(step)
    if kept:
        step.retired_at = clock.now()
    else:
        for field in step.every_field:
            db.session.delete(field)
        db.session.flush()
        db.session.delete(step)
    _record("retire_step", round, by, step=step.key, kept=kept)
    return kept


def return_step(step: Step, round: Round, *, by: Person) -> None:
    """Ask it again, where it was among those that are asked."""
    _hold(round, by)
    asked = list(queries.steps_of(round))
    before = sum(each.position < step.position for each in asked)
    step.retired_at = None
    _put(step, [*asked, step], before + 1)
    _record("return_step", round, by, step=step.key)


def add_question(step: Step, round: Round, asked: Asked, *, by: Person) -> StepField:
    """A new question, at the end of its step. Raises Refused for a list without choices, or beyond MOST_FIELDS."""
    _hold(round, by)
    if len(step.every_field) >= MOST_FIELDS:
        raise Refused(_("Une partie de plus de %(n)s questions est trop longue : faites-en deux.", n=MOST_FIELDS))
    field = StepField(
        step_id=step.id,
        position=max((each.position for each in step.every_field), default=0) + 1,
        key=f"q{secrets.token_hex(4)}",
        **_said_of(asked),
    )
    db.session.add(field)
    _record("add_question", round, by, step=step.key, field=field.key, label=field.label)
    return field


def change_question(field: StepField, round: Round, asked: Asked, *, by: Person) -> None:
    """Ask it otherwise. Once answered its kind stays, no answer becomes too long, and its old wording is kept."""
    _hold(round, by)
    said, before = _said_of(asked), field.label
    if field.key in {REQUESTED, BUDGET} and said["kind"] != "money":
        raise Refused(_("Le règlement se sert de ce montant : il reste un montant."), "kind")
    longest = db.session.scalar(select(func.max(func.length(Answer.text))).where(Answer.field_id == field.id)) or 0
    if longest:
        _check_answered(field, asked, longest)
        if before != said["label"]:
            field.asked_before = before
    for name, value in said.items():
        setattr(field, name, value)
    _record("change_question", round, by, field=field.key, before=before, after=asked.label)


def _check_answered(field: StepField, asked: Asked, longest: int) -> None:
    if asked.kind != field.kind:
        sentence = _("Des équipes ont déjà répondu : retirez cette question (leurs réponses restent), ajoutez-en une.")
        raise Refused(sentence, "kind")
    if asked.kind in {"text", "long_text", "plain"} and asked.length < longest:
        raise Refused(_("Une réponse fait déjà %(n)s caractères : pas moins.", n=longest), "length")


def _said_of(asked: Asked) -> dict[str, object]:
    if asked.kind == "choice" and len(asked.options) < 2:
        raise Refused(_("Écrivez au moins deux choix, un par ligne."), "options")
    told = asked._asdict() | {"label": names.cleaned(asked.label, TEXT_MAX, "label")}
    return told | {"options": list(asked.options) if asked.kind == "choice" else []}


def move_question(field: StepField, step: Step, round: Round, to: int, *, by: Person) -> None:
    """Put a question at place `to` among those of its step."""
    _hold(round, by)
    _put(field, list(step.fields), to)
    _record("move_question", round, by, field=field.key, to=to)


def retire_question(field: StepField, round: Round, *, by: Person) -> bool:
    """Ask it no more: deleted when nobody answered, otherwise kept aside. Whether it was kept."""
    _hold(round, by)
    if field.key in {REQUESTED, BUDGET}:
        raise Refused(_("Le règlement se sert de ce montant : cette question ne se retire pas."))
    kept = bool(db.session.scalar(select(exists().where(Answer.field_id == field.id))))
    if kept:
        field.retired_at = clock.now()
    else:
        db.session.delete(field)
    _record("retire_question", round, by, field=field.key, kept=kept)
    return kept


def return_question(field: StepField, round: Round, *, by: Person) -> None:
    """Ask it again."""
    _hold(round, by)
    field.retired_at = None
    _record("return_question", round, by, field=field.key)


def _is_written(step: Step) -> bool:
    return bool(db.session.scalar(select(exists().where(StepVersion.step_id == step.id))))


def _put(thing: Step | StepField, among: list[Any], to: int) -> None:
    if thing not in among:
        raise Refused(_("Elle n’est plus demandée : remettez-la d’abord."))
    among.remove(thing)
    among.insert(min(max(0, to - 1), len(among)), thing)
    for position, each in enumerate(among, 1):
        each.position = position
