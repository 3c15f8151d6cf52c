"""Decisions on the label for the stage: one announced and contested, one announcement asked for, a pair, a merger."""

from datetime import timedelta

from sqlalchemy import select

from app.accounts.models import Person
from app.core import clock
from app.core.extensions import db
from app.labelling.models import LabelAppeal, LabelDecision, LabelRelease
from app.labelling.status import ReleaseStatus, Verdict
from app.pairings.models import Merger, ProposalExclusion
from app.projects.models import Proposal


def some_decisions(entered: Proposal, refused: Proposal, labelled: list[Proposal], people: dict[str, Person]) -> None:
    """Everything that the pages of decisions show."""
    staff, chief, citizen = people["staff"], people["administrator"], people["citizen"]
    now = clock.now()
    made = LabelRelease(round=refused.round, announced_at=now, status=ReleaseStatus.RELEASED, released_at=now)
    made.asked_by_id, made.approved_by_id = chief.id, people["reviewer"].id
    asked = LabelRelease(round=entered.round, announced_at=now + timedelta(days=1), status=ReleaseStatus.ASKED)
    asked.asked_by_id = chief.id
    db.session.add_all([made, asked])
    db.session.flush()
    told = {"grounds": ["faisabilite"], "reason": "Le lieu manque.", "advice": "Trouvez un lieu."}
    letters = [
        LabelDecision(
            proposal_id=proposal.id,
            verdict=verdict,
            prepared_by_id=chief.id,
            release_id=made.id,
            released_at=now,
            **told,
        )
        for proposal, verdict in ((refused, Verdict.REFUSE), (labelled[0], Verdict.LABEL))
    ]
    db.session.add_all(letters)
    db.session.flush()
    db.session.add(LabelAppeal(decision_id=letters[0].id, words="Nous avons un lieu.", asked_by_id=citizen.id))
    low, high = sorted(labelled[1:3], key=lambda each: each.id)
    pair = {"round": low.round, "first": low, "second": high, "reason": "Le même lieu.", "declared_by_id": staff.id}
    joint = {"title": "Ensemble", "summary": "Un lieu.", "words": "Un seul atelier.", "requested_cents": 900_000}
    db.session.add_all(
        [ProposalExclusion(**pair), Merger(asking=entered, asked=labelled[3], asked_by_id=citizen.id, **joint)]
    )
    db.session.flush()


def one(model: type) -> str:
    """The public identifier of the first of its kind on the stage."""
    return db.session.scalars(select(model.public_id).order_by(model.id)).first()
