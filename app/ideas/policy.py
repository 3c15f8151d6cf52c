"""Who may read, post and change an idea."""

from flask_babel import lazy_gettext as _

from app.accounts.policy import is_moderator, is_staff
from app.core.policy import Rule, allow, signed_in
from app.ideas.status import SHOWN, IdeaStatus

is_author = Rule(lambda actor, idea: actor is not None and idea is not None and idea.author_id == actor.id, "author")
is_shown = Rule(
    lambda _actor, idea: idea.status in SHOWN,
    "shown",
    says=_("Cette envie n’est pas publiée : seules la personne qui l’a écrite et l’équipe la lisent."),
)
is_pending = Rule(
    lambda _actor, idea: idea.status is IdeaStatus.PENDING,
    "pending",
    says=_("Cette envie a été relue : son texte ne change plus. Vous pouvez en déposer une autre."),
)

allow(
    idea__see=is_author | is_moderator | is_staff | is_shown,
    idea__post=signed_in,
    idea__edit=is_author & is_pending,
    idea__remove_picture=is_author,
)
