"""Envies, dossiers, proposals and reviews of the demonstration."""

from datetime import timedelta
from fractions import Fraction
from typing import Any

from app.accounts.models import Person
from app.core import clock
from app.core.extensions import db
from app.criteria.grid import grid_of
from app.demo.budgets import add_budget
from app.demo.cast import Cast
from app.demo.criteria import add_assessments
from app.demo.texts import dice, read
from app.demo.versions import add_versions
from app.ideas.models import Idea
from app.ideas.status import IdeaStatus
from app.projects import services as projects
from app.projects.models import Answer, Project, Proposal, StepField
from app.projects.status import ProjectStatus, ProposalStatus
from app.reviews.models import Criterion, Review, Score
from app.reviews.status import ReviewStatus
from app.rounds.models import Round, RoundTheme
from app.rounds.queries import rules_of
from app.rounds.themes import Theme
from app.submissions.content import content_of

CRITERIA = "criteria"  # the step whose fields bear the names of the criteria


def add_ideas(round_: Round, cast: Cast) -> None:
    """The envies of data/ideas.json, posted one after the other over the last weeks."""
    about_all = read("ideas")
    young = RoundTheme(round_id=round_.id, name="Jeunesse", near=Theme.KNOWLEDGE, position=1)
    sea = RoundTheme(round_id=round_.id, name="Mer et littoral", near=Theme.TRANSITION, position=2)
    db.session.add_all([young, sea])
    for number, about in enumerate(about_all):
        posted = clock.now() - timedelta(hours=5 + 11 * (len(about_all) - number))
        refused = about["status"] in {"refused", "hidden"}
        db.session.add(
            Idea(
                round=round_,
                title=about["title"],
                body=about["body"],
                theme=Theme(about["theme"]),
                own_theme=young if "jeunes" in about["body"] else None,
                municipality_code=about["commune_code"],
                author=cast.citizen(about["author"]),
                status=IdeaStatus(about["status"]),
                status_at=posted,
                created_at=posted,
                decision_ground=about.get("ground", "hors_sujet") if refused else None,
                decision_reason=about.get("reason", "Texte sans rapport avec le programme.") if refused else None,
            )
        )


class Dossiers:
    """Writes the dossiers of one round with the steps that round asks for."""

    def __init__(self, round_: Round, cast: Cast) -> None:
        self.round, self.cast, self.number = round_, cast, 0
        self.steps = projects.default_steps(round_)
        db.session.flush()
        self.fields = [(step, field) for step in self.steps for field in step.fields]
        self.grid = grid_of(rules_of(round_))

    def add_draft(self, about: dict[str, Any]) -> Project:
        """A project with the answers its holder has written so far."""
        project = Project(
            round=self.round,
            holder=self.cast.citizen(about["holder"]),
            title=about["title"],
            summary=about["summary"],
            collective=about["collective"],
            theme=Theme(about["theme"]),
            municipality_code=about["commune_code"],
            status=ProjectStatus.SUBMITTED if about.get("submitted", True) else ProjectStatus.DRAFT,
            status_at=clock.now(),
        )
        db.session.add(project)
        for step, field in self.fields:
            if text := self._answer(about, step.key, field):
                project.answers.append(Answer(field_id=field.id, text=text))
        add_budget(project, about)
        add_assessments(project, about["key"], self.grid, is_draft=not about.get("submitted", True))
        db.session.flush()
        add_versions(project, [(step, field, self._answer(about, step.key, field)) for step, field in self.fields])
        return project

    def add_proposal(self, about: dict[str, Any], status: ProposalStatus) -> Proposal:
        """A submitted dossier frozen as a proposal; a labelled one has its reviews, its scores and its number."""
        project = self.add_draft(about | {"submitted": True})
        labelled = status is ProposalStatus.LABELLED
        self.number += labelled
        proposal = Proposal(
            round=self.round,
            project=project,
            code=about["key"],
            number=self.number if labelled else None,
            title=about["title"],
            summary=about["summary"],
            collective=about["collective"],
            theme=Theme(about["theme"]),
            municipality_code=about["commune_code"],
            place="",
            requested_cents=about["requested"] * 100,
            budget_cents=about["budget"] * 100,
            status=status,
            status_at=clock.now(),
            answers=content_of(project, self.steps).answers,
            decision_reason="Le dossier répond aux trois critères du label." if labelled else None,
        )
        db.session.add(proposal)
        if status in {ProposalStatus.LABELLED, ProposalStatus.REFUSED}:
            self._review(proposal, about)
        if not labelled:
            proposal.scores = None
        return proposal

    def _answer(self, about: dict[str, Any], step_key: str, field: StepField) -> str:
        if field.kind == "plain":
            return str(about["summary"])
        if step_key == CRITERIA:
            return str(about.get("reasons", {}).get(field.key, ""))
        return str(about.get("answers", {}).get(step_key, ""))

    def _review(self, proposal: Proposal, about: dict[str, Any]) -> None:
        """Two readings, which may differ by a point; the scores kept are their exact mean."""
        chance = dice(f"review/{about['key']}")
        means: dict[str, str] = {}
        readers: list[Person] = chance.sample(self.cast.reviewers, 2)
        reviews = [Review(proposal=proposal, reviewer=reader, status=ReviewStatus.FINISHED) for reader in readers]
        for criterion in Criterion:
            first = about["scores"][criterion.value]
            second = min(4, max(0, first + chance.choice((0, 0, 0, 1, -1))))
            means[criterion.value] = str(Fraction(first + second, 2))
            for review, points in zip(reviews, (first, second), strict=True):
                review.scores.append(
                    Score(criterion=criterion, points=points, reason=about["reasons"][criterion.value])
                )
        db.session.add_all(reviews)
        proposal.scores = means
