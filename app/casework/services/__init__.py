"""What the moderators' desk does: cases open, are taken in hand and decided; flags are weighed and answered."""

from app.casework.services.answering import forget_answer, save_answer
from app.casework.services.claiming import claim, release, take_next
from app.casework.services.deciding import (
    DecidedMeanwhile,
    Limits,
    WithdrawnMeanwhile,
    apply_decision,
    case_on,
    decide,
    decide_together,
    undo_decision,
)
from app.casework.services.flagging import flag
from app.casework.services.intake import new_case
from app.casework.services.verbs import open_verbs

__all__ = [
    "DecidedMeanwhile",
    "Limits",
    "WithdrawnMeanwhile",
    "apply_decision",
    "case_on",
    "claim",
    "decide",
    "decide_together",
    "flag",
    "forget_answer",
    "new_case",
    "open_verbs",
    "release",
    "save_answer",
    "take_next",
    "undo_decision",
]
