"""Who took part in a decision: they do not hear the appeal against it."""

from app.accounts.models import Person
from app.committees.seats import took_part
from app.core.extensions import db
from app.labelling.models import LabelDecision, LabelRelease


def decided_it(person: Person, decision: LabelDecision) -> bool:
    """Whether somebody prepared the decision, asked for its announcement, confirmed it, or spoke in the committee."""
    release = db.session.get(LabelRelease, decision.release_id) if decision.release_id else None
    signed = {release.asked_by_id, release.approved_by_id} if release else set()
    if person.id in {decision.prepared_by_id, decision.proposal.decided_by_id} | signed:
        return True
    return took_part(person.id, decision.proposal)
