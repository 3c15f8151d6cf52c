"""What is done with criteria: a team assesses itself, staff write the sub-questions of a round."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from flask_babel import gettext as _
from sqlalchemy import update

from app.accounts.models import Person
from app.core import audit, clock
from app.core.errors import Refused, Stale
from app.core.extensions import db
from app.criteria.grid import MOST_QUESTIONS, NAMES, QUESTION_MAX
from app.criteria.models import SelfAssessment
from app.criteria.queries import Assessed
from app.projects.models import Project
from app.rounds import queries as rounds
from app.rounds.models import Round, Rulebook
from app.rounds.presets import Rules
from app.rounds.rulebook_text import default_text
from app.rounds.services import write_rulebook


class Answer(NamedTuple):
    """What a team says to one sub-question."""

    points: int | None
    proof: str
    link: str


def assess(project: Project, one: Assessed, typed: Mapping[str, Answer], *, by: Person, seen: str) -> None:
    """Write the answers to a criterion, by the key of the sub-question. Raises Stale when they changed since `seen`."""
    if seen != one.digest:
        raise Stale
    for question, kept in one.answers:
        answer = typed.get(question.key)
        if answer is None:
            continue
        row = kept or SelfAssessment(project=project, question=question.key, asked=question.text)
        row.points, row.proof, row.link = answer.points, answer.proof.strip(), answer.link.strip()
        db.session.add(row)
    db.session.flush()
    db.session.execute(update(Project).where(Project.id == project.id).values(updated_at=clock.now()))
    audit.record("project.assess", project, by=by, criterion=one.criterion.key)


def write_grid(round: Round, texts: Mapping[str, Sequence[str]], *, by: Person) -> Rulebook:
    """Keep the sub-questions in the draft of the next rulebook: they are asked once it is published.

    Raises Refused for a criterion without any, too many, or one that is too long; and once the vote has opened.
    """
    for key, questions in texts.items():
        if why := _refusal(questions):
            raise Refused(why, key)
    rules = Rules(**{**rounds.rules_being_written(round), "criteria": {key: list(texts[key]) for key in NAMES}})  # type: ignore[typeddict-item]  # built of its own keys
    book = rounds.draft_of(round) or round.rulebook
    draft = write_rulebook(round, book.text if book else default_text(round, rules), rules, by=by)
    db.session.flush()
    audit.record("criteria.write", draft, by=by, round=round.public_id)
    return draft


def _refusal(questions: Sequence[str]) -> str:
    if not questions:
        return _("Écrivez au moins une question.")
    if len(questions) > MOST_QUESTIONS:
        return _("Six questions au plus par critère : au-delà, personne ne les lit toutes.")
    if len(set(questions)) < len(questions):
        return _("Deux questions sont les mêmes.")
    return _("Une question fait 240 caractères au plus.") if max(map(len, questions)) > QUESTION_MAX else ""
