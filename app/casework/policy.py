"""Who reads the moderators' desk, and who decides there: never on one's own text."""

from flask_babel import lazy_gettext as _

from app.accounts.policy import has_no_interest, is_moderator, is_staff
from app.core.policy import Rule, allow

is_not_author = Rule(
    lambda actor, idea: actor is not None and idea is not None and idea.author_id != actor.id,
    "not author",
    says=_("C’est votre propre texte : une autre personne doit le relire."),
)

allow(
    case__read=is_moderator | is_staff,
    case__decide=(is_moderator | is_staff) & is_not_author & has_no_interest,
)
