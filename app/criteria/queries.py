"""What is read of self-assessments: the grid with its answers, the means, what is still open."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from flask import url_for
from flask_babel import ngettext
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from app.accounts.models import Person
from app.core.audit import name_of
from app.core.extensions import db
from app.criteria.grid import Criterion, Question, grid_of
from app.criteria.models import SelfAssessment
from app.files.models import FileKind, StoredFile
from app.projects.models import Member, Project
from app.projects.parts import Advice, Adviser, advise, written_elsewhere
from app.projects.queries import project_by_public_id
from app.projects.steps import CRITERIA
from app.rounds.models import Round
from app.rounds.presets import Rules
from app.rounds.queries import rules_of


@dataclass(frozen=True)
class Assessed:
    """A criterion with what the team says of itself, in the order of its sub-questions."""

    criterion: Criterion
    answers: list[tuple[Question, SelfAssessment | None]]

    @property
    def mean(self) -> Fraction | None:
        """The exact mean of the points given, where a sub-question without any counts 0; None before the first.

        To pass over a weak question never raises the estimate.
        """
        points = [answer.points for _question, answer in self.answers if answer and answer.points is not None]
        return Fraction(sum(points), len(self.answers)) if points else None

    @property
    def open(self) -> int:
        """How many sub-questions have no points yet."""
        return sum(answer is None or answer.points is None for _question, answer in self.answers)

    @property
    def unproved(self) -> int:
        """How many points are given without a word of proof or a link."""
        return sum(bool(a and a.points and not (a.proof or a.link)) for _question, a in self.answers)

    @property
    def digest(self) -> str:
        """What tells whether an answer changed since a page was opened."""
        content = [[a.points, a.proof, a.link] if a else [] for _question, a in self.answers]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:16]


def assessed(project: Project) -> list[Assessed]:
    """The grid of the project's round with the answers of its team, in one reading."""
    query = select(SelfAssessment).where(SelfAssessment.project_id == project.id)
    found = {answer.question: answer for answer in db.session.scalars(query)}
    grid = grid_of(rules_of(project.round))
    return [Assessed(one, [(question, found.get(question.key)) for question in one.questions]) for one in grid]


def project_with_criterion(public_id: str, criterion: str) -> Project | None:
    """The project of that public identifier, when the criterion is one of the grid."""
    project = project_by_public_id(public_id)
    known = project and {one.key for one in grid_of(rules_of(project.round))}
    return project if known and criterion in known else None


def assessment_by_public_id(public_id: str) -> SelfAssessment | None:
    """One answer with its project; the door decides who sees it."""
    project = joinedload(SelfAssessment.project)
    query = select(SelfAssessment).where(SelfAssessment.public_id == public_id)
    query = query.options(
        project.lazyload(Project.answers),
        project.joinedload(Project.round).lazyload(Round.envelopes),
        project.joinedload(Project.holder).lazyload(Person.role_grants),
        project.selectinload(Project.members).joinedload(Member.person).lazyload(Person.role_grants),
    )
    return db.session.scalar(query)


def documents_of_all(answers: Sequence[SelfAssessment]) -> dict[str, int]:
    """How many documents each answer has, by its public identifier."""
    names = {name_of(answer): answer.public_id for answer in answers}
    if not names:
        return {}
    query = select(StoredFile.subject).where(StoredFile.subject.in_(names), StoredFile.kind == FileKind.DOCUMENT)
    found: dict[str, int] = {}
    for subject in db.session.scalars(query):
        found[names[subject]] = found.get(names[subject], 0) + 1
    return found


def last_written(project: Project) -> datetime | None:
    """When the team last gave itself points."""
    return db.session.scalar(select(func.max(SelfAssessment.updated_at)).where(SelfAssessment.project_id == project.id))


def _advice(project: Project) -> list[Advice]:
    """Points that a team has not given itself yet: the estimate counts them for nothing."""
    left = sum(one.open for one in assessed(project))
    sentence = ngettext(
        "Critères : une question n’a pas encore de points",
        "Critères : %(num)s questions n’ont pas encore de points",
        left,
    )
    return [Advice(sentence, url_for("criteria.detail", public_id=project.public_id))] if left else []


def _lacks(rules: Rules) -> ColumnElement[bool]:
    """The same, asked of the project of a query."""
    keys = [question.key for criterion in grid_of(rules) for question in criterion.questions]
    given = select(func.count(SelfAssessment.id)).where(SelfAssessment.project_id == Project.id)
    given = given.where(SelfAssessment.question.in_(keys), SelfAssessment.points.is_not(None)).correlate(Project)
    return given.scalar_subquery() < len(keys)


written_elsewhere(CRITERIA, last_written)
advise(CRITERIA, Adviser(_advice, _lacks))
