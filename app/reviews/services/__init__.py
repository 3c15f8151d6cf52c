"""What is done at labelling; one file a family of verbs."""

from app.reviews.services.asking import (
    answer_opinion,
    answer_question,
    ask_holder,
    ask_opinion,
    cost,
    remind_services,
)
from app.reviews.services.assigning import Spread, assign_reader, release, set_conflicts_aside, spread
from app.reviews.services.deciding import label, refuse_label, reopen, return_for_completion
from app.reviews.services.grids import (
    Said,
    check_points,
    new_key,
    remove_criterion,
    sentence_of,
    set_alert,
    set_criterion,
    write_checklist,
    write_grid,
)
from app.reviews.services.marking import (
    Mark,
    change_mark,
    has_seen_others,
    recuse,
    resume,
    save_draft,
    write_review,
)
from app.reviews.services.reconciling import close_reconciliation, open_reconciliation, say

__all__ = [
    "Mark",
    "Said",
    "Spread",
    "answer_opinion",
    "answer_question",
    "ask_holder",
    "ask_opinion",
    "assign_reader",
    "change_mark",
    "check_points",
    "close_reconciliation",
    "cost",
    "has_seen_others",
    "label",
    "new_key",
    "open_reconciliation",
    "recuse",
    "refuse_label",
    "release",
    "remind_services",
    "remove_criterion",
    "reopen",
    "resume",
    "return_for_completion",
    "save_draft",
    "say",
    "sentence_of",
    "set_alert",
    "set_conflicts_aside",
    "set_criterion",
    "spread",
    "write_checklist",
    "write_grid",
    "write_review",
]
