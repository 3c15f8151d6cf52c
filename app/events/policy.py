"""Who may do what with a meeting."""

from typing import Any

from flask_babel import lazy_gettext as _

from app.accounts.models import Role
from app.accounts.policy import has_role, is_mentor, is_staff
from app.core.policy import Rule, allow, anyone, signed_in
from app.events.status import EventStatus


def _event(subject: Any) -> Any:
    """The meeting, of itself or of a part of it."""
    return getattr(subject, "event", subject)


def _is_out(_actor: Any, subject: Any) -> bool:
    event = _event(subject)
    return event is None or event.status is not EventStatus.DRAFT


def _hosts(actor: Any, subject: Any) -> bool:
    event = _event(subject)
    return actor is not None and event is not None and any(host.person_id == actor.id for host in event.hosts)


def _goes_on(_actor: Any, subject: Any) -> bool:
    event = _event(subject)
    return event is None or event.status is not EventStatus.CANCELLED


goes_on = Rule(
    _goes_on,
    "not cancelled",
    says=_(
        "Ce rendez-vous est annulé : il ne se modifie plus. Pour l’annoncer de nouveau, refaites-le à une autre date."
    ),
)
is_out = Rule(_is_out, "announced", says=_("Ce rendez-vous n’est pas encore annoncé."))
is_host = Rule(_hosts, "host of the meeting")
looks_after = is_staff | is_mentor | is_host

allow(
    event__see=looks_after | is_out,
    event__register=signed_in & is_out,
    event__ask_for_a_seat=is_out,  # without an account: the link of the mail takes it
    event__confirm_seat=anyone,  # whoever has the link of the mail
    event__give_back=anyone,  # whoever has the signed address
    event__read_feed=anyone,  # whoever has the secret address
    event__unregister=signed_in & is_out,
    event__follow=signed_in,
    event__create=has_role(Role.STAFF, Role.MENTOR, everywhere=True),
    event__manage=looks_after,
    event__edit=looks_after & goes_on,
    place__manage=has_role(Role.STAFF, Role.MENTOR, everywhere=True),
)
