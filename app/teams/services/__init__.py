"""What is done in a team: invited and left, handed over, shared out as tasks, discussed; one file a family."""

from app.teams.services.discussing import answer, open_thread, reopen, resolve
from app.teams.services.handing_over import accept_handover, decline_handover, offer_handover, withdraw_handover
from app.teams.services.joining import accept_invitation, change_role, invite, leave, make_link, remove, revoke
from app.teams.services.working import add_task, finish_task, remove_task, reopen_task

__all__ = [
    "accept_handover",
    "accept_invitation",
    "add_task",
    "answer",
    "change_role",
    "decline_handover",
    "finish_task",
    "invite",
    "leave",
    "make_link",
    "offer_handover",
    "open_thread",
    "remove",
    "remove_task",
    "reopen",
    "reopen_task",
    "resolve",
    "revoke",
    "withdraw_handover",
]
