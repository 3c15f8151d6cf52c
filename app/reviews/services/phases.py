"""When labelling is possible."""

from app.projects.models import Proposal
from app.rounds import calendar
from app.rounds.models import PhaseKind


def require_labelling(proposal: Proposal) -> None:
    """Raise Refused outside the labelling phase, or that of contestation for a dossier opened again."""
    # Refused once and opened again: the second reading may run into the phase of contestation.
    if proposal.decided_by_id is None or not calendar.is_open(proposal.round, PhaseKind.CONTESTATION):
        calendar.require_open(proposal.round, PhaseKind.LABELLING)
