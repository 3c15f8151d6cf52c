"""Who composes a committee, prepares its sittings, attends them, writes what is said: never of one's own project."""

from typing import Any

from flask_babel import lazy_gettext as _

from app.accounts.policy import has_no_interest, is_reviewer, is_staff
from app.committees.seats import sits_in
from app.core.policy import Rule, allow
from app.projects.policy import in_team


def _sits(actor: Any, subject: Any) -> bool:
    return actor is not None and sits_in(actor, subject.round)


def _is_outside(actor: Any, item: Any) -> bool:
    return actor is not None and not in_team(actor, item.proposal) and has_no_interest(actor, item.proposal)


sits = Rule(_sits, "of the committee")
is_outside = Rule(
    _is_outside,
    "outside the project",
    says=_("Vous êtes lié·e à ce projet : une autre personne de l’équipe écrit ce que le comité en dit."),
)

allow(
    committee__list=is_reviewer | is_staff,
    committee__compose=is_staff,
    sitting__plan=is_staff,
    sitting__see=is_staff | sits,
    sitting__arrange=is_staff,
    agenda__see=is_staff | sits,
    agenda__arrange=is_staff,
    agenda__say=is_staff & is_outside,
    agenda__vote=sits,
)
