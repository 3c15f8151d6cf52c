"""What is done with projects: written, carried by an organisation, decided upon; one file a family."""

from app.projects.services.carrying import accept, ask, decline, end
from app.projects.services.deciding import hold, tell_decision, withdraw_proposal
from app.projects.services.versions import Saved, answer_step, restore_version
from app.projects.services.writing import (
    SUMMARY_MAX,
    Presentation,
    default_steps,
    grow_project,
    present_project,
    start_project,
)

__all__ = [
    "SUMMARY_MAX",
    "Presentation",
    "Saved",
    "accept",
    "answer_step",
    "ask",
    "decline",
    "default_steps",
    "end",
    "grow_project",
    "hold",
    "present_project",
    "restore_version",
    "start_project",
    "tell_decision",
    "withdraw_proposal",
]
