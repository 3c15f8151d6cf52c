"""Who stands at the door, whose a code is, and who may have a certificate."""

from typing import Any

from flask_babel import lazy_gettext as _

from app.core.policy import Rule, allow
from app.events.policy import looks_after


def _receives(actor: Any, subject: Any) -> bool:
    """Of a meeting, or of the meeting of a registration."""
    return looks_after(actor, getattr(subject, "event", subject))


at_the_door = Rule(_receives, looks_after.name)
receives = Rule(
    at_the_door,
    at_the_door.name,
    says=_("Ce code se montre à l’accueil du rendez-vous : la personne qui vous reçoit le lit et note votre présence."),
)
is_mine = Rule(lambda actor, registration: actor is not None and registration.person_id == actor.id, "registered")
came = Rule(
    lambda _actor, registration: bool(registration.attended),
    "came",
    says=_("L’attestation se fait quand la présence est notée : demandez à la personne qui vous a accueilli."),
)
is_over = Rule(
    lambda _actor, registration: registration.event.is_over,
    "over",
    says=_("L’attestation se fait quand le rendez-vous est fini : revenez la prendre ensuite."),
)

allow(
    attendance__mark=receives,
    attendance__show_code=is_mine | at_the_door,
    attendance__certify=(is_mine | at_the_door) & came & is_over,
)
