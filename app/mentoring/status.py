"""Where the accompaniment of a project stands."""

from enum import StrEnum

from flask_babel import lazy_gettext as _

from app.core.lifecycle import Lifecycle, Move, Shown


class MentorshipStatus(StrEnum):
    """It goes on, the team asks for somebody else, or it is over."""

    ACTIVE = "active"
    CHANGE_ASKED = "change_asked"
    ENDED = "ended"


M = MentorshipStatus
MENTORSHIP = Lifecycle(
    "mentorship",
    M.ACTIVE,
    {
        M.ACTIVE: Shown(_("En cours"), "go"),
        M.CHANGE_ASKED: Shown(_("L’équipe demande quelqu’un d’autre"), "now"),
        M.ENDED: Shown(_("Fini"), "done"),
    },
    ask_change=Move({M.ACTIVE}, M.CHANGE_ASKED, needs_reason=True),
    end=Move({M.ACTIVE, M.CHANGE_ASKED}, M.ENDED, needs_reason=True),
)
