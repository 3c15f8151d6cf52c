"""Who reads a dossier again, sends it, sends it back, takes it back; who reads a receipt."""

from typing import Any

from flask_babel import lazy_gettext as _

from app.accounts.policy import has_no_interest, is_staff, is_team
from app.core.policy import Rule, allow
from app.projects.policy import is_being_written, is_holder, is_member, is_not_member, takes_dossiers
from app.projects.status import ProjectStatus

is_in_hand = Rule(
    lambda _actor, project: project.status is ProjectStatus.SUBMITTED,
    "submitted",
    says=lambda project: _("Ce dossier n’est pas déposé : « %(status)s ».", status=project.status_label),
)


def _was_sent(_actor: Any, project: Any) -> bool:
    return project.status is not ProjectStatus.DRAFT


was_sent = Rule(_was_sent, "submitted or sent back", says=_("Ce dossier n’est pas déposé."))

allow(
    submission__check=is_member | is_team,
    submission__see=is_member | is_team,
    project__submit=is_holder & is_being_written & takes_dossiers,
    project__waive_comptoir=is_staff & is_not_member & is_being_written & has_no_interest,
    project__return=is_staff & is_not_member & is_in_hand & has_no_interest,
    project__withdraw=is_holder & was_sent,
)
