"""Who may do what with a meeting."""

from typing import Any

from flask_babel import lazy_gettext as _

from app.accounts.models import Role
from app.accounts.policy import has_role, is_mentor, is_staff
from app.core.policy import Rule, allow, signed_in
from app.events.status import EventStatus


def _is_out(_actor: Any, event: Any) -> bool:
    return event is None or event.status is not EventStatus.DRAFT


def _hosts(actor: Any, event: Any) -> bool:
    return actor is not None and event is not None and any(host.person_id == actor.id for host in event.hosts)


is_out = Rule(_is_out, "announced", says=_("Ce rendez-vous n’est pas encore annoncé."))
is_host = Rule(_hosts, "host of the meeting")
looks_after = is_staff | is_mentor | is_host

allow(
    event__see=looks_after | is_out,
    event__register=signed_in & is_out,
    event__unregister=signed_in & is_out,
    event__create=has_role(Role.STAFF, Role.MENTOR, everywhere=True),
    event__manage=looks_after,
)
