"""Labelling on the stage of the matrix: a dossier read by its reader, one open, an opinion asked, a question."""

from datetime import timedelta

from sqlalchemy import select

from app.accounts.models import Person
from app.admin.scenery import Stage
from app.core import clock
from app.core.extensions import db
from app.projects.models import Proposal
from app.projects.status import ProposalStatus
from app.reviews.models import HolderQuestion, Opinion, Review
from app.reviews.status import ReviewStatus
from app.rounds.models import Round


def labelling(stage: Stage, rounds: dict[str, Round]) -> None:
    """The reader has finished with every dossier, whatever became of it: a page for those who read opens to them."""
    reader, staff = stage.actors["reviewer"], stage.actors["staff"]
    assert isinstance(reader, Person) and isinstance(staff, Person)  # noqa: S101 (both are somebody)
    query = select(Proposal).where(Proposal.round_id.in_([rounds["labelling"].id, rounds["vote"].id]))
    for proposal in db.session.scalars(query.order_by(Proposal.id)).all():
        review = Review(proposal=proposal, reviewer=reader, status=ReviewStatus.FINISHED)
        db.session.add(review)
        db.session.flush()
        if proposal.status is ProposalStatus.ENTERED:
            stage.put("reading", f"finished, in « {proposal.round.name} »", public_id=review.public_id)
            _around(stage, proposal, staff)


def _around(stage: Stage, proposal: Proposal, staff: Person) -> None:
    citizen, due = stage.actors["citizen"], clock.today() + timedelta(days=7)
    assert isinstance(citizen, Person)  # noqa: S101 (the same)
    opinion = Opinion(proposal=proposal, service="Voirie", asked_of=citizen, asked_by_id=staff.id, due_on=due)
    question = HolderQuestion(proposal=proposal, text="Avec qui ?", asked_by_id=staff.id, due_on=due)
    db.session.add_all([opinion, question])
    db.session.flush()
    stage.put("opinion", f"asked of the citizen in « {proposal.round.name} »", public_id=opinion.public_id)
    stage.put("question to a holder", f"asked in « {proposal.round.name} »", public_id=question.public_id)
