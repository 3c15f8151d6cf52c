"""Who places an idea on the map, and who loads its outlines."""

from flask_babel import lazy_gettext as _

from app.accounts.policy import is_staff_everywhere
from app.core.policy import Rule, allow
from app.ideas.policy import is_author
from app.ideas.status import SHOWN, IdeaStatus

is_on_the_map = Rule(
    lambda _actor, idea: idea.status in {*SHOWN, IdeaStatus.PENDING},
    "waits or is shown",
    says=_("Cette envie n’est pas publiée : elle n’a pas de place sur la carte."),
)

allow(idea__pin=is_author & is_on_the_map, outline__load=is_staff_everywhere)
