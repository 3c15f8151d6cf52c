"""Who contributes during a meeting, who moderates that, and who writes its report."""

from typing import Any

from flask_babel import lazy_gettext as _

from app.accounts.policy import is_moderator, is_staff
from app.core.policy import Rule, allow, signed_in
from app.events.policy import looks_after
from app.restitutions.status import RestitutionStatus


def _of_its_event(actor: Any, subject: Any) -> bool:
    return looks_after(actor, getattr(subject, "event", subject))


hosts = Rule(_of_its_event, looks_after.name)
has_begun = Rule(
    lambda _actor, event: event.has_started and event.is_announced,
    "begun",
    says=_("Les contributions s’écrivent pendant et après le rendez-vous : il n’a pas encore commencé."),
)
is_not_mine = Rule(
    lambda actor, contribution: actor is not None and contribution.author_id != actor.id,
    "not author",
    says=_("C’est votre propre texte : une autre personne doit en décider."),
)
is_published = Rule(
    lambda _actor, restitution: restitution.status is RestitutionStatus.PUBLISHED,
    "published",
    says=_("L’équipe écrit encore ce qui s’est dit : ce sera publié ici."),
)

allow(
    contribution__add=signed_in & has_begun,
    contribution__hide=(hosts | is_moderator) & is_not_mine,
    contribution__restore=(is_staff | is_moderator) & is_not_mine,
    restitution__see=hosts | is_published,
    restitution__write=hosts & has_begun,
    restitution__touch=hosts,
    restitution__publish=hosts,
)
