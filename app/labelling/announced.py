"""Whether a letter was announced: asked by doors and by pages."""

from sqlalchemy import exists, select

from app.core.extensions import db
from app.labelling.models import LabelDecision
from app.projects.models import Proposal


def has_letter(proposal: Proposal) -> bool:
    """Whether a letter about it was announced."""
    one = exists().where(
        LabelDecision.proposal_id == proposal.id,
        LabelDecision.release_id.is_not(None),
        LabelDecision.without_object.is_(False),
    )
    return bool(db.session.scalar(select(one)))
