"""Where a result stands."""

from enum import StrEnum

from flask_babel import lazy_gettext as _

from app.core.lifecycle import Lifecycle, Move, Shown


class ResultStatus(StrEnum):
    """Counted by the machine, certified by two people, then public."""

    COUNTED = "counted"
    CERTIFIED = "certified"
    PUBLISHED = "published"


S = ResultStatus
LIFECYCLE = Lifecycle(
    "result",
    S.COUNTED,
    {
        S.COUNTED: Shown(_("Dépouillé, à certifier"), "wait"),
        S.CERTIFIED: Shown(_("Certifié"), "go"),
        S.PUBLISHED: Shown(_("Proclamé"), "done"),
    },
    certify=Move({S.COUNTED}, S.CERTIFIED),
    publish=Move({S.CERTIFIED}, S.PUBLISHED),
)
