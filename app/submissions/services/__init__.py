"""What is done with submissions: sent, sent back once to be completed, taken back; a comptoir waived."""

from app.submissions.services.joining import submit_joined
from app.submissions.services.returning import WHOLE, Reason, send_back
from app.submissions.services.submitting import submit_project, waive_comptoir
from app.submissions.services.withdrawing import withdraw_project

__all__ = [
    "WHOLE",
    "Reason",
    "send_back",
    "submit_joined",
    "submit_project",
    "waive_comptoir",
    "withdraw_project",
]
