"""What somebody of a team may do in a project they do not hold."""

from enum import StrEnum

from flask_babel import lazy_gettext as _


class MemberRole(StrEnum):
    """What somebody may do in a project they do not hold."""

    EDITOR = "editor"
    READER = "reader"


MEMBER_NAMES = {
    MemberRole.EDITOR: _("Écrit le dossier"),
    MemberRole.READER: _("Lit et commente"),
}
